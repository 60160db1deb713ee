import type { Clock } from '#lib/core/clock.ts';
import type { CallOptions, KafkaFault, Topology } from './port.ts';
import { faultOf, ownFault } from '../fault.ts';
import type { Router } from '../router/router.ts';
import { deadlineOf, type Deadline } from '../transport/deadline.ts';
import { closedFault } from '../transport/session.ts';
import { KafkaUnavailableError } from './kafka-unavailable-error.ts';

/** What every call of the port works with. */
export interface AdminContext {
  router: Router;
  clock: Clock;
  /** Rows per group in the last OffsetFetch, to size the next batches; by group id. */
  commitRowsByGroup: Map<string, number>;
  /** The last answer about everything; the next one shares with it what did not change. null before the first. */
  lastTopology: Topology | null;
}

const REMEMBERED_GROUPS_MAX = 100_000;

/** Remembers how many rows a group had. Groups come and go, so the memory is emptied when it has grown beyond any cluster's number of groups. */
export function rememberRows(context: AdminContext, groupId: string, rows: number): void {
  if (context.commitRowsByGroup.size >= REMEMBERED_GROUPS_MAX) context.commitRowsByGroup.clear();
  context.commitRowsByGroup.set(groupId, rows);
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
    throwIfEnded(context, deadline);
    return result;
  } catch (error) {
    if (error instanceof KafkaUnavailableError) throw error;
    throw new KafkaUnavailableError(faultOf(error, null), { cause: error });
  }
}

/** Every item of a call that was cut off says so, but an answer made of such items alone would look like a cluster in ruins. */
function throwIfEnded(context: AdminContext, deadline: Deadline): void {
  if (context.router.isClosed) throw new KafkaUnavailableError(closedFault());
  if (deadline.signal?.aborted) throw new KafkaUnavailableError(ownFault('CANCELLED', 'the call was cancelled'));
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
