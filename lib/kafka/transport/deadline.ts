import type { Clock } from '#lib/core/clock.ts';
import type { CallOptions } from '../admin/port.ts';

const DEADLINE_MS = 10_000;

/** Until when a call may go on, and who may cancel it. */
export interface Deadline {
  /** Monotonic milliseconds. */
  readonly at: number;
  readonly signal: AbortSignal | null;
}

/** The deadline of a call of the port; without options 10 s. */
export function deadlineOf(clock: Clock, options: CallOptions = {}): Deadline {
  return { at: clock.monotonic() + (options.deadlineMs ?? DEADLINE_MS), signal: options.signal ?? null };
}

/** Milliseconds left, never negative. */
export function remainingMs(clock: Clock, deadline: Deadline): number {
  return Math.max(0, deadline.at - clock.monotonic());
}

/** A deadline at most `ms` away, with the same canceller. */
export function within(clock: Clock, deadline: Deadline, ms: number): Deadline {
  return { at: Math.min(deadline.at, clock.monotonic() + ms), signal: deadline.signal };
}

/** Longest delay that a Node timer can hold; a longer one would fire at once. */
const TIMER_MS_MAX = 2_147_483_647;

/**
 * Waits for `work` until the deadline or the cancellation, whichever is first, and then rejects with what `late` or `cancelled` make.
 * The work goes on behind; its outcome is dropped.
 */
export function underDeadline<T>(
  clock: Clock,
  deadline: Deadline,
  work: Promise<T>,
  failures: { late: () => Error; cancelled: () => Error },
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const { signal } = deadline;
    const onAbort = (): void => settle(() => reject(failures.cancelled()));
    const timer = setTimeout(() => settle(() => reject(failures.late())), Math.min(TIMER_MS_MAX, remainingMs(clock, deadline)));
    function settle(finish: () => void): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      finish();
    }
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
}
