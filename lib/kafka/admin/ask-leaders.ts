import { faultItem, ownFault } from '../fault.ts';
import { contained, type AdminContext } from './context.ts';
import type { BrokerNode, Item, KafkaFault, PartitionTopology, Topology, TopicTopology } from './port.ts';

/** One partition that a leader is asked about; `position` is its place in the caller's list. */
export interface AskedPartition {
  position: number;
  topic: string;
  partition: number;
}

/** Partitions of one request, by topic. */
export type AskedTopics = ReadonlyMap<string, readonly AskedPartition[]>;

/** How to ask leaders about single partitions. */
export interface LeaderQuestion<A> {
  /** Most partitions in one request. */
  perRequest: number;
  /** Asks one leader; gives its answers by topic and partition, in any order. */
  ask(nodeId: number, topics: AskedTopics): Promise<Iterable<{ topic: string; partition: number; answer: A }>>;
  onAnswer(position: number, answer: A, nodeId: number): void;
  onFault(position: number, fault: KafkaFault): void;
  /** A whole request failed, with the fault that all its partitions get. */
  onBrokerFault?: (nodeId: number, fault: KafkaFault) => void;
}

/** The topic that owns a dense index; undefined beyond the topology. */
function topicAt(topics: readonly TopicTopology[], index: number): TopicTopology | undefined {
  let low = 0;
  let high = topics.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((topics[middle]?.base ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return topics[low];
}

function placeOf(topology: Topology, index: number): { topic: TopicTopology; partition: PartitionTopology } | null {
  const topic = topicAt(topology.topics, index);
  const partition = topic?.partitions[index - topic.base];
  return topic === undefined || partition === undefined ? null : { topic, partition };
}

/** Which leader is asked about a dense index, or why none. */
function leaderOf(topology: Topology, alive: ReadonlySet<number>, index: number): { leader: number } | { fault: KafkaFault } {
  const place = placeOf(topology, index);
  if (place === null) return { fault: ownFault('NOT_ASKED', `the cluster has no partition at ${index} any more`) };
  const { leader } = place.partition;
  if (leader === null) return { fault: place.partition.fault ?? ownFault('NO_LEADER', 'the partition has no leader now') };
  if (!alive.has(leader)) return { fault: ownFault('NO_LEADER', `the leader, broker ${leader}, is not registered now`, leader) };
  return { leader };
}

interface Chunk {
  topics: Map<string, AskedPartition[]>;
  indexes: Set<number>;
}

/** Splits a leader's partitions into requests. An answer names a partition only once, so the same one asked twice goes into two requests. */
function chunksOf(
  topology: Topology,
  indexes: ArrayLike<number>,
  positions: readonly number[],
  perRequest: number,
): AskedTopics[] {
  const chunks: Chunk[] = [];
  for (const position of positions) {
    const index = indexes[position] ?? -1;
    const place = placeOf(topology, index);
    if (place === null) continue;
    let chunk = chunks.find(({ indexes: taken }) => taken.size < perRequest && !taken.has(index));
    if (chunk === undefined) {
      chunk = { topics: new Map(), indexes: new Set() };
      chunks.push(chunk);
    }
    chunk.indexes.add(index);
    const asked = { position, topic: place.topic.name, partition: place.partition.partition };
    const partitions = chunk.topics.get(asked.topic);
    if (partitions === undefined) chunk.topics.set(asked.topic, [asked]);
    else partitions.push(asked);
  }
  return chunks.map(({ topics }) => topics);
}

/** A leader that gave no answer at all is not asked for its other partitions within the same call. */
function isSilence(fault: KafkaFault): boolean {
  return fault.code === 'BROKER_TIMEOUT' || fault.code === 'BROKER_UNREACHABLE';
}

/**
 * Puts a question about partitions (dense indexes of `topology`) to their leaders: all leaders at once, the requests of one leader one after another.
 * Every position gets either its answer or its fault.
 */
export async function askLeaders<A>(
  context: AdminContext,
  topology: Topology,
  indexes: ArrayLike<number>,
  question: LeaderQuestion<A>,
): Promise<void> {
  context.router.setNodes(topology.brokers);
  const alive = new Set(topology.brokers.map((broker: BrokerNode) => broker.nodeId));
  const positionsByLeader = new Map<number, number[]>();
  for (let position = 0; position < indexes.length; position += 1) {
    const where = leaderOf(topology, alive, indexes[position] ?? -1);
    if ('fault' in where) question.onFault(position, where.fault);
    else {
      const positions = positionsByLeader.get(where.leader);
      if (positions === undefined) positionsByLeader.set(where.leader, [position]);
      else positions.push(position);
    }
  }
  const askOne = async (nodeId: number, topics: AskedTopics): Promise<void> => {
    const answers = new Map<string, A>();
    for (const { topic, partition, answer } of await question.ask(nodeId, topics)) answers.set(`${partition} ${topic}`, answer);
    for (const asked of [...topics.values()].flat()) {
      const answer = answers.get(`${asked.partition} ${asked.topic}`);
      if (answer === undefined) question.onFault(asked.position, leftOut(asked, nodeId));
      else question.onAnswer(asked.position, answer, nodeId);
    }
  };
  await Promise.all(
    [...positionsByLeader].map(async ([nodeId, positions]) => {
      let silence: KafkaFault | null = null;
      for (const topics of chunksOf(topology, indexes, positions, question.perRequest)) {
        const onFault = (fault: KafkaFault): void => {
          if (isSilence(fault)) silence = fault;
          question.onBrokerFault?.(nodeId, fault);
          for (const asked of [...topics.values()].flat()) question.onFault(asked.position, fault);
        };
        const known: KafkaFault | null = silence;
        if (known === null) await contained(nodeId, () => askOne(nodeId, topics), onFault);
        else for (const asked of [...topics.values()].flat()) question.onFault(asked.position, known);
      }
    }),
  );
}

/** `askLeaders` with one item per position, in the order of `indexes`. */
export async function itemsOfLeaders<A, T>(
  context: AdminContext,
  topology: Topology,
  indexes: ArrayLike<number>,
  question: Pick<LeaderQuestion<A>, 'perRequest' | 'ask'> & { toItem(answer: A, nodeId: number): Item<T> },
): Promise<Item<T>[]> {
  const items: Item<T>[] = Array.from({ length: indexes.length }, () => faultItem(ownFault('NOT_ASKED', 'not asked')));
  await askLeaders<A>(context, topology, indexes, {
    perRequest: question.perRequest,
    ask: question.ask,
    onAnswer: (position, answer, nodeId) => (items[position] = question.toItem(answer, nodeId)),
    onFault: (position, fault) => (items[position] = faultItem(fault)),
  });
  return items;
}

function leftOut(asked: AskedPartition, nodeId: number): KafkaFault {
  return ownFault('MALFORMED_RESPONSE', `the answer leaves out ${asked.topic.slice(0, 100)}-${asked.partition}`, nodeId);
}
