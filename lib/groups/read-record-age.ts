import type { RecordAge } from '#lib/contracts/groups.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { KafkaAdmin, KafkaFault } from '#lib/kafka/admin/port.ts';

/** How long a person waits for a record before they are told that the cluster did not answer. */
const DEADLINE_MS = 5_000;

export interface RecordAgeQuery {
  group: string;
  topic: string;
  partition: number;
  /** Wall ms to which the age is told. */
  nowMs: number;
  signal?: AbortSignal;
}

/** The exact age of a group's next record on one partition: reads its commit and that one record now. Throws `not_found` where there is no such group, partition or commit, and `unavailable` when the cluster does not answer. */
export async function readRecordAge(
  admin: Pick<KafkaAdmin, 'topology' | 'listGroups' | 'committed' | 'recordsAt'>,
  query: RecordAgeQuery,
): Promise<RecordAge> {
  try {
    return await readIt(admin, query);
  } catch (error) {
    if (!(error instanceof KafkaUnavailableError)) throw error;
    throw new AppError('unavailable', `The cluster did not answer: ${errorMessage(error)}`, { cause: error });
  }
}

async function readIt(
  admin: Pick<KafkaAdmin, 'topology' | 'listGroups' | 'committed' | 'recordsAt'>,
  query: RecordAgeQuery,
): Promise<RecordAge> {
  const options = { deadlineMs: DEADLINE_MS, signal: query.signal };
  const topology = await admin.topology(options);
  const topic = topology.topicByName.get(query.topic);
  const at = topic?.partitions.findIndex(({ partition }) => partition === query.partition) ?? -1;
  if (topic === undefined || at < 0)
    throw new AppError('not_found', `There is no partition ${query.partition} of “${query.topic}”.`);
  const { groups } = await admin.listGroups(topology, options);
  const listing = groups.find(({ groupId }) => groupId === query.group);
  if (listing === undefined) throw new AppError('not_found', `No broker lists a group “${query.group}”.`);

  const index = topic.base + at;
  const committed = await admin.committed(topology, [listing], options);
  const fault = committed.faults[0] ?? null;
  if (fault !== null) throw unavailable(fault);
  const row = committed.partitionIndex.indexOf(index);
  const value = committed.offsets[row] ?? NaN;
  if (row < 0 || Number.isNaN(value)) {
    throw new AppError('not_found', `The group “${query.group}” has no commit on ${query.topic}-${query.partition}.`);
  }
  const commit = committed.wide.get(row) ?? BigInt(value);
  const [item] = await admin.recordsAt(topology, [{ index, offset: commit }], options);
  if (item === undefined) throw new AppError('internal', 'The cluster answered nothing for the record asked for.');
  if (!item.ok) throw unavailable(item.fault);
  const { first, onlyControl, highWatermark, lastStableOffset } = item.value;
  const timestampMs = first?.timestampMs ?? null;
  return {
    topic: query.topic,
    partition: query.partition,
    committedOffset: commit.toString(),
    nextOffset: first?.offset.toString() ?? null,
    timestamp: timestampMs === null ? null : new Date(timestampMs).toISOString(),
    // A timestamp of the future is a client's invention: such a record is no older than now.
    seconds: timestampMs === null ? null : Math.max(0, query.nowMs - timestampMs) / 1_000,
    caughtUp: commit >= highWatermark || (first === null && onlyControl),
    endOffset: highWatermark.toString(),
    lastStableOffset: lastStableOffset.toString(),
  };
}

function unavailable(fault: KafkaFault): AppError {
  const cause = new KafkaUnavailableError(fault);
  return new AppError('unavailable', `The record could not be read (${fault.code}): ${fault.message}`, { cause });
}
