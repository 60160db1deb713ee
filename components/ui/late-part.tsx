'use client';

import { useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { lateCode, type LateCode } from './late-code.ts';

const nothing = () => null;
/** A page that is never at rest gets its idle parts all the same. */
const IDLE_AT_LATEST_MS = 3_000;

type Load<Props> = () => Promise<ComponentType<Props>>;
/** What stands in a part's place until it is there. */
type Before<Props> = (props: Props) => ReactNode;

/**
 * A part of a page whose code is fetched when it is first drawn; most visits do without.
 * @param load Fetches it.
 * @param before What stands in its place until then; default nothing.
 */
export function partOnDemand<Props extends object>(
  load: Load<Props>,
  before: Before<Props> = nothing,
): (props: Props) => ReactNode {
  return drawn(lateCode(load), before);
}

/**
 * A part of a page whose code is fetched as soon as the page's own runs, beside the page's first data instead of before it: no slower than what it draws.
 * What a page shows before any data (its frame, its title) is not for this; a form whose library is heavy is.
 */
export function latePart<Props extends object>(load: Load<Props>, before: Before<Props> = nothing): (props: Props) => ReactNode {
  const code = lateCode(load);
  if (typeof window !== 'undefined') code.ahead();
  return drawn(code, before);
}

/** A part whose code is fetched when the page has a moment, at the latest when it is drawn: what is heavy and not looked at first, such as charts, must not hold up what is. */
export function idlePart<Props extends object>(load: Load<Props>, before: Before<Props> = nothing): (props: Props) => ReactNode {
  const code = lateCode(load);
  if (typeof window !== 'undefined') {
    if ('requestIdleCallback' in window) window.requestIdleCallback(code.ahead, { timeout: IDLE_AT_LATEST_MS });
    else setTimeout(code.ahead, IDLE_AT_LATEST_MS);
  }
  return drawn(code, before);
}

/**
 * Draws a part once its code is there. React's own `lazy` would hold back what arrives within 0.3 s of the last placeholder, and do so again for each part within a part.
 * The server never draws it: it knows no data, and the page would have to wait for the code to wake.
 */
function drawn<Props extends object>(code: LateCode<ComponentType<Props>>, before: Before<Props>): (props: Props) => ReactNode {
  return function LatePart(props: Props) {
    const state = useSyncExternalStore(code.use, code.state, nothing);
    if (state === null) return before(props);
    if ('error' in state) throw state.error;
    const Part: ComponentType<Props> = state.code;
    return <Part {...props} />;
  };
}
