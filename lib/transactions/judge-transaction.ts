import type { ProducerState, TransactionDescription } from '#lib/kafka/admin/port.ts';

/** When an open transaction counts as hanging. */
export interface HangingPolicy {
  /** Younger ones never do, milliseconds. */
  ageMinMs: number;
  /** Nor do those younger than so many times their own timeout: the coordinator looks for expired ones only now and then. */
  timeoutFactor: number;
}

/**
 * A coordinator aborts a transaction within seconds after its timeout, so one that is still open well beyond has lost its coordinator's attention.
 * Quarter of an hour is the broker's default of the longest timeout; a fifth more leaves room for the coordinator's own pace and for clocks that differ.
 */
export const HANGING_POLICY: HangingPolicy = { ageMinMs: 15 * 60_000, timeoutFactor: 1.2 };

/** States in which a transaction holds back consumers that read committed messages only. */
const OPEN_STATES: ReadonlySet<string> = new Set(['Ongoing', 'PrepareCommit', 'PrepareAbort', 'PrepareEpochFence']);

/** Whether a transaction in that state is open: coordinators list ended ones too. */
export function isOpen(state: string): boolean {
  return OPEN_STATES.has(state);
}

/** Whether a transaction is open for longer than its coordinator should have let it; null when its age is not known. */
export function isPastTimeout(
  { startedMs, timeoutMs }: Pick<TransactionDescription, 'startedMs' | 'timeoutMs'>,
  nowMs: number,
  policy: HangingPolicy,
): boolean | null {
  if (startedMs === null) return null;
  return nowMs - startedMs > Math.max(policy.ageMinMs, timeoutMs * policy.timeoutFactor);
}

/** Producers with an open transaction that no coordinator knows: nobody is left who could end it. Only meaningful when every coordinator has answered. */
export function orphanProducers(producers: readonly ProducerState[], knownProducerIds: ReadonlySet<bigint>): ProducerState[] {
  return producers.filter(
    ({ producerId, currentTransactionStart }) => currentTransactionStart !== null && !knownProducerIds.has(producerId),
  );
}
