import type { Item, PartitionTopology, RecordsAt, Topology, TopicTopology } from './port.ts';
import { faultItem, kafkaFault, okItem, ownFault } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { fetch } from '../wire/apis/fetch.ts';
import { MalformedResponseError } from '../wire/malformed-response-error.ts';
import { batchesOf, firstRecordFrom } from '../wire/record-batch.ts';
import { contained, type AdminContext } from './context.ts';

/** Most partitions of one call: each costs its leader a read from disk. */
const ASKED_MAX = 50;
/** Partitions per request. */
const PARTITIONS_MAX = 20;
/** A batch as large as most topics allow; only the first partition with data may exceed it. */
const PARTITION_BYTES_MAX = 1024 * 1024;
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
/** With nothing to wait for (at least 0 bytes) a broker answers at once; the wait bounds those that read from remote storage. */
const MAX_WAIT_MS = 50;
/** How often partitions are asked for that came back empty because others filled the answer. */
const ROUNDS_MAX = 4;

interface Wanted {
  /** Position in the caller's list. */
  position: number;
  offset: bigint;
  topic: string;
  partition: number;
}

/** What one partition's answer showed, and whether it should be asked again. */
interface Shown {
  item: Item<RecordsAt>;
  again: boolean;
}

interface PartitionAnswer {
  errorCode: number;
  highWatermark: bigint;
  lastStableOffset: bigint;
  logStartOffset: bigint;
  records: Buffer | null;
}

/** Topic and partition at a dense index; null when the topology has no such index. */
function placeOf(topology: Topology, index: number): { topic: TopicTopology; partition: PartitionTopology } | null {
  let low = 0;
  let high = topology.topics.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const topic = topology.topics[middle];
    if (topic === undefined) return null;
    if (index < topic.base) high = middle - 1;
    else if (index >= topic.base + topic.partitions.length) low = middle + 1;
    else {
      const partition = topic.partitions[index - topic.base];
      return partition === undefined ? null : { topic, partition };
    }
  }
  return null;
}

function readPartition(answer: PartitionAnswer, offset: bigint, nodeId: number): Shown {
  if (answer.errorCode !== 0) return { item: faultItem(kafkaFault(answer.errorCode, nodeId)), again: false };
  const { highWatermark, lastStableOffset, logStartOffset } = answer;
  let first: RecordsAt['first'] = null;
  let next = offset;
  let sawBatch = false;
  for (const batch of batchesOf(answer.records ?? Buffer.alloc(0))) {
    if (batch.lastOffset < offset) continue;
    sawBatch = true;
    first = firstRecordFrom(batch, offset);
    if (first !== null) break;
    next = batch.lastOffset + 1n;
  }
  const onlyControl = first === null && next >= highWatermark;
  return {
    item: okItem({ first, onlyControl, highWatermark, lastStableOffset, logStartOffset }),
    again: !sawBatch && offset < highWatermark,
  };
}

async function askOnce(
  context: AdminContext,
  nodeId: number,
  wanted: readonly Wanted[],
  deadline: Deadline,
  shown: (wanted: Wanted, result: Shown) => void,
): Promise<void> {
  const byTopic = Map.groupBy(wanted, (one) => one.topic);
  const request = {
    replicaId: -1,
    maxWaitMs: MAX_WAIT_MS,
    minBytes: 0,
    maxBytes: ANSWER_BYTES_MAX,
    isolationLevel: 0,
    sessionId: 0,
    sessionEpoch: -1,
    topics: [...byTopic].map(([topic, ones]) => ({
      topic,
      partitions: ones.map(({ partition, offset }) => ({
        partition,
        currentLeaderEpoch: -1,
        fetchOffset: offset,
        lastFetchedEpoch: -1,
        logStartOffset: -1n,
        partitionMaxBytes: PARTITION_BYTES_MAX,
      })),
    })),
    forgottenTopicsData: [],
    rackId: '',
    clusterId: null,
  };
  const { body } = await context.router.askNode(nodeId, fetch, request, deadline);
  const answers = new Map(
    body.responses.flatMap((topic) =>
      topic.partitions.map((answer) => [`${answer.partitionIndex} ${topic.topic}`, answer] as const),
    ),
  );
  for (const one of wanted) {
    const answer = answers.get(`${one.partition} ${one.topic}`);
    if (body.errorCode !== 0) shown(one, { item: faultItem(kafkaFault(body.errorCode, nodeId)), again: false });
    else if (answer !== undefined) shown(one, readOrFault(answer, one.offset, nodeId));
  }
}

function leftOut(nodeId: number): ReturnType<typeof ownFault> {
  return ownFault('MALFORMED_RESPONSE', 'the broker left the partition out of its answer', nodeId);
}

/** Damaged records of one partition are its own fault. */
function readOrFault(answer: PartitionAnswer, offset: bigint, nodeId: number): Shown {
  try {
    return readPartition(answer, offset, nodeId);
  } catch (error) {
    if (!(error instanceof MalformedResponseError)) throw error;
    return { item: faultItem(ownFault('MALFORMED_RESPONSE', error.message, nodeId)), again: false };
  }
}

/**
 * Fetches from one offset of each of at most 50 partitions: one request per leader and 20 partitions, one after another.
 * Only the first partition with data is sure to be given a batch, so those that came back empty below their end are asked again, first in the list, as far as `requestsMax` allows.
 */
export async function readRecordsAt(
  context: AdminContext,
  topology: Topology,
  at: readonly { index: number; offset: bigint }[],
  deadline: Deadline,
  requestsMax = Infinity,
): Promise<Item<RecordsAt>[]> {
  if (at.length > ASKED_MAX) throw new RangeError(`${at.length} partitions asked, at most ${ASKED_MAX} are allowed`);
  context.router.setNodes(topology.brokers);
  const results: Item<RecordsAt>[] = at.map(() => faultItem(ownFault('NO_LEADER', 'the partition has no leader now')));
  const byLeader = new Map<number, Wanted[]>();
  const live = new Set(topology.brokers.map((broker) => broker.nodeId));
  at.forEach(({ index, offset }, position) => {
    const place = placeOf(topology, index);
    const leader = place?.partition.leader ?? null;
    if (place === null || leader === null || !live.has(leader)) return;
    results[position] = faultItem(ownFault('NOT_ASKED', 'no request was left for it', leader));
    const list = byLeader.get(leader) ?? [];
    list.push({ position, offset, topic: place.topic.name, partition: place.partition.partition });
    byLeader.set(leader, list);
  });
  let requestsLeft = requestsMax;
  const askLeader = async (nodeId: number, wanted: readonly Wanted[]): Promise<void> => {
    for (let from = 0; from < wanted.length; from += PARTITIONS_MAX) {
      let left: readonly Wanted[] = wanted.slice(from, from + PARTITIONS_MAX);
      for (let round = 0; round < ROUNDS_MAX && left.length > 0 && requestsLeft > 0; round += 1) {
        requestsLeft -= 1;
        const again: Wanted[] = [];
        await contained(
          nodeId,
          async () => {
            if (round === 0) for (const { position } of left) results[position] = faultItem(leftOut(nodeId));
            await askOnce(context, nodeId, left, deadline, (one, result) => {
              results[one.position] = result.item;
              if (result.again) again.push(one);
            });
          },
          (fault) => {
            for (const { position } of left) results[position] = faultItem(fault);
          },
        );
        left = again;
      }
    }
  };
  await Promise.all([...byLeader].map(([nodeId, wanted]) => askLeader(nodeId, wanted)));
  return results;
}
