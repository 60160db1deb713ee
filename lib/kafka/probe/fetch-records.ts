import type { Item } from '../admin/port.ts';
import { faultItem, KafkaCallError, kafkaFault, okItem, ownFault } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { decodeResponse, encodeRequest } from '../wire/api.ts';
import { fetch } from '../wire/apis/fetch.ts';
import { MalformedResponseError } from '../wire/malformed-response-error.ts';
import { batchesOf, recordsOf } from '../wire/record-batch.ts';
import type { ProbeFetched } from './port.ts';

/** Canary records are small: this is thousands of them. */
const PARTITION_BYTES_MAX = 256 * 1024;
const ANSWER_BYTES_MAX = 1024 * 1024;
/** Likewise. Whoever may write to the topic may put packed records there that are far larger than they look. */
const EXPANDED_BYTES_MAX = 1024 * 1024;

interface FetchAsked {
  nodeId: number;
  topic: string;
  /** Offsets by partition. */
  from: ReadonlyMap<number, bigint>;
  maxWaitMs: number;
}

function readPartition(records: Buffer | null, offset: bigint): ProbeFetched {
  const read: { offset: bigint; value: Buffer | null }[] = [];
  let nextOffset = offset;
  for (const batch of batchesOf(records ?? Buffer.alloc(0), EXPANDED_BYTES_MAX)) {
    if (!batch.complete) break;
    // A batch is given whole, with records before the asked offset.
    for (const record of recordsOf(batch)) if (record.offset >= offset) read.push(record);
    if (batch.lastOffset >= nextOffset) nextOffset = batch.lastOffset + 1n;
  }
  return { records: read, nextOffset };
}

function readOrFault(answer: { errorCode: number; records: Buffer | null }, offset: bigint, nodeId: number): Item<ProbeFetched> {
  if (answer.errorCode !== 0) return faultItem(kafkaFault(answer.errorCode, nodeId));
  try {
    return okItem(readPartition(answer.records, offset));
  } catch (error) {
    if (!(error instanceof MalformedResponseError)) throw error;
    return faultItem(ownFault('MALFORMED_RESPONSE', error.message, nodeId));
  }
}

/** One Fetch of one leader, outside any fetch session. Rejects with a `KafkaCallError` when the broker as a whole fails. */
export async function fetchRecords(
  router: Router,
  asked: FetchAsked,
  deadline: Deadline,
): Promise<{ answeredAt: number; partitions: Map<number, Item<ProbeFetched>> }> {
  const { nodeId, topic, from, maxWaitMs } = asked;
  const request = {
    replicaId: -1,
    maxWaitMs,
    minBytes: 1,
    maxBytes: ANSWER_BYTES_MAX,
    isolationLevel: 0,
    sessionId: 0,
    sessionEpoch: -1,
    topics: [
      {
        topic,
        partitions: [...from].map(([partition, fetchOffset]) => ({
          partition,
          currentLeaderEpoch: -1,
          fetchOffset,
          lastFetchedEpoch: -1,
          logStartOffset: -1n,
          partitionMaxBytes: PARTITION_BYTES_MAX,
        })),
      },
    ],
    forgottenTopicsData: [],
    rackId: '',
    clusterId: null,
  };
  const answer = await router.callNode(nodeId, fetch, (version) => encodeRequest(fetch, version, request), deadline);
  const body = decodeResponse(fetch, answer.version, answer.payload);
  if (body.errorCode !== 0) throw new KafkaCallError(kafkaFault(body.errorCode, nodeId));
  const partitions = new Map<number, Item<ProbeFetched>>();
  for (const { partitions: answers } of body.responses.filter((response) => response.topic === topic)) {
    for (const one of answers) {
      const offset = from.get(one.partitionIndex);
      if (offset !== undefined) partitions.set(one.partitionIndex, readOrFault(one, offset, nodeId));
    }
  }
  return { answeredAt: answer.answeredAt, partitions };
}
