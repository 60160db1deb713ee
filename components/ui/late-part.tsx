import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { useIsAwake } from './use-is-awake.ts';

const nothing = () => null;

/**
 * A part of a page whose code is fetched when it is first drawn; most visits do without.
 * @param load Fetches it.
 * @param before What stands in its place until then; default nothing.
 */
export function partOnDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  before: (props: Props) => ReactNode = nothing,
): (props: Props) => ReactNode {
  const Part = lazy(() => load().then((part) => ({ default: part as ComponentType<object> })));
  return function PartOnDemand(props: Props) {
    // The server never draws it: it knows no data, and the page would have to wait for the code to wake.
    if (!useIsAwake()) return before(props);
    return (
      <Suspense fallback={before(props)}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/**
 * A part of a page whose code is fetched as soon as the page's own runs, beside the page's first data instead of before it: no slower than what it draws.
 * What a page shows before any data (its frame, its title) is not for this; a form whose library is heavy is.
 */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  before?: (props: Props) => ReactNode,
): (props: Props) => ReactNode {
  // What fails here is asked for again when the part is drawn, and told then.
  if (typeof window !== 'undefined') load().catch(nothing);
  return partOnDemand(load, before);
}
