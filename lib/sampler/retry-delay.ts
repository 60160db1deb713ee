import type { KafkaFault } from '#lib/kafka/admin/port.ts';

/** Beyond the next tick for a cluster that cannot be reached: one that is back is seen within two intervals, and asking a closed port costs nobody anything. */
const UNREACHABLE_MS = 2_500;
const REFUSED_FIRST_MS = 5_000;
/** A refused credential is tried rarely: hammering locks accounts. */
const REFUSED_MAX_MS = 60_000;

/** How long to wait at least after the `failures`-th failed pass in a row, milliseconds. Doubles only after refused credentials. */
export function retryDelay(failures: number, fault: KafkaFault): number {
  if (fault.code !== 'AUTHENTICATION_FAILED') return UNREACHABLE_MS;
  return Math.min(REFUSED_MAX_MS, REFUSED_FIRST_MS * 2 ** Math.max(0, failures - 1));
}
