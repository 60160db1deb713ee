/** Code that arrives while the page runs: not there yet, there, or not to be had. */
export type LateState<Code> = { code: Code } | { error: unknown } | null;

/** One piece of late code, shared by all places that draw it. */
export interface LateCode<Code> {
  /** What is known of it now; the same object until that changes. */
  state: () => LateState<Code>;
  /** Fetches it ahead of its use. A failure is kept quiet, and it is fetched again when it is used. */
  ahead: () => void;
  /** Fetches it because it is used; `notify` is told when the state changes. Returns how to be told no more. */
  use: (notify: () => void) => () => void;
}

/** @param load Fetches the code; called again only after it failed ahead of its use. */
export function lateCode<Code>(load: () => Promise<Code>): LateCode<Code> {
  const listeners = new Set<() => void>();
  let state: LateState<Code> = null;
  let loading: Promise<void> | null = null;
  const start = () => {
    loading ??= load().then(
      (code) => settle({ code }),
      (error: unknown) => {
        loading = null;
        if (listeners.size > 0) settle({ error });
      },
    );
  };
  const settle = (next: LateState<Code>) => {
    state = next;
    for (const notify of listeners) notify();
  };
  return {
    state: () => state,
    ahead: start,
    use(notify) {
      listeners.add(notify);
      if (state === null) start();
      return () => listeners.delete(notify);
    },
  };
}
