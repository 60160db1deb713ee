import type { KafkaFault } from '#lib/kafka/admin/port.ts';

const FIRST_MS = 5_000;
/** A cluster that is back is seen within this time. */
const UNREACHABLE_MAX_MS = 15_000;
/** A refused credential is tried rarely: hammering locks accounts. */
const REFUSED_MAX_MS = 60_000;

/** How long to wait after the `failures`-th failed pass in a row, milliseconds. Doubles up to a limit that depends on why. */
export function retryDelay(failures: number, fault: KafkaFault): number {
  const limit = fault.code === 'AUTHENTICATION_FAILED' ? REFUSED_MAX_MS : UNREACHABLE_MAX_MS;
  return Math.min(limit, FIRST_MS * 2 ** Math.max(0, failures - 1));
}
