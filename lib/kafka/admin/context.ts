import type { Clock } from '#lib/core/clock.ts';
import type { CallOptions, KafkaFault } from './port.ts';
import { faultOf } from '../fault.ts';
import type { Router } from '../router/router.ts';
import { deadlineOf, type Deadline } from '../transport/deadline.ts';
import { KafkaUnavailableError } from './kafka-unavailable-error.ts';

/** What every call of the port works with. */
export interface AdminContext {
  router: Router;
  clock: Clock;
  /** Rows per group in the last OffsetFetch, to size the next batches; by group id. */
  commitRowsByGroup: Map<string, number>;
}

/** Runs one call of the port: gives it its deadline, and throws `KafkaUnavailableError` when it was cancelled or found no broker. */
export async function runCall<T>(
  context: AdminContext,
  options: CallOptions | undefined,
  call: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = deadlineOf(context.clock, options);
  try {
    const result = await call(deadline);
    throwIfCancelled(deadline);
    return result;
  } catch (error) {
    if (error instanceof KafkaUnavailableError) throw error;
    throw new KafkaUnavailableError(faultOf(error, null), { cause: error });
  }
}

function throwIfCancelled(deadline: Deadline): void {
  if (!deadline.signal?.aborted) return;
  throw new KafkaUnavailableError({ code: 'CANCELLED', kafkaCode: null, message: 'the call was cancelled', nodeId: null });
}

/** Runs one broker's share of a call; a fault of that broker is handed to `onFault` instead of failing the rest. A closed client or a bug of ours still throws. */
export async function contained(
  nodeId: number | null,
  share: () => Promise<void>,
  onFault: (fault: KafkaFault) => void,
): Promise<void> {
  try {
    await share();
  } catch (error) {
    onFault(faultOf(error, nodeId));
  }
}
