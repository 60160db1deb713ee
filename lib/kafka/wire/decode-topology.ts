import type { BrokerNode, KafkaFault, PartitionTopology, TopicTopology, Topology } from '../admin/port.ts';
import { kafkaFault, ownFault } from '../fault.ts';
import { nullableString, string, uuid } from './codec.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import { isTopicName, refusedTopicName, shownText } from './names.ts';
import type { Reader } from './reader.ts';

const BROKER_BYTES_MIN = 11;
/** Ten times the largest known cluster: each broker listed is one that we will connect to. */
const BROKERS_MAX = 5_000;
/** Twice as many as any known cluster has; the same for partitions. Beyond, the answer is refused before it is taken in. */
const TOPICS_MAX = 200_000;
const PARTITIONS_MAX = 2_000_000;
const TOPIC_BYTES_MIN = 25;
const PARTITION_BYTES_MIN = 18;
const NONE: readonly number[] = [];

/** Reads a list of node ids. One that is equal to a list at hand is shared instead of made again: there are three in each partition, and they hardly ever change. */
function readNodeIds(
  reader: Reader,
  lists: NodeLists,
  atHand: readonly number[] | undefined,
  other?: readonly number[],
): readonly number[] {
  const count = reader.arrayLength(4);
  if (count <= 0) return NONE;
  const start = reader.take(count * 4);
  if (atHand !== undefined && holdsAt(reader.buffer, start, count, atHand)) return atHand;
  if (other !== undefined && holdsAt(reader.buffer, start, count, other)) return other;
  return lists.at(reader.buffer, start, count);
}

/** Lists of node ids of one answer, each made once: thirty brokers hold the replicas of a hundred thousand partitions in a few hundred combinations. */
class NodeLists {
  readonly #byHash = new Map<number, readonly number[]>();

  /** The list that stands in the buffer. */
  at(buffer: Buffer, start: number, count: number): readonly number[] {
    let hash = count;
    for (let i = 0; i < count; i += 1) hash = (Math.imul(hash, 31) + buffer.readInt32BE(start + i * 4)) | 0;
    const known = this.#byHash.get(hash);
    if (known !== undefined && holdsAt(buffer, start, count, known)) return known;
    const made = Array.from({ length: count }, (_none, i) => buffer.readInt32BE(start + i * 4));
    // Of lists with the same hash the latest stands; the others are only made more than once.
    this.#byHash.set(hash, made);
    return made;
  }
}

function holdsAt(buffer: Buffer, start: number, count: number, known: readonly number[]): boolean {
  if (known.length !== count) return false;
  for (let i = 0; i < count; i += 1) if (buffer.readInt32BE(start + i * 4) !== known[i]) return false;
  return true;
}

/** Reads one partition; the object of the answer before, where nothing in it changed. */
function readPartition(reader: Reader, lists: NodeLists, before: readonly PartitionTopology[] | undefined): PartitionTopology {
  const errorCode = reader.int16();
  const partition = reader.int32();
  const last = before?.[partition];
  const leaderId = reader.int32();
  const epoch = reader.int32();
  const replicas = readNodeIds(reader, lists, last?.replicas);
  const isr = readNodeIds(reader, lists, replicas, last?.isr);
  const offline = readNodeIds(reader, lists, last?.offline);
  reader.skipTags();
  const leader = leaderId < 0 ? null : leaderId;
  const leaderEpoch = epoch < 0 ? null : epoch;
  const isSame =
    last !== undefined &&
    last.partition === partition &&
    last.leader === leader &&
    last.leaderEpoch === leaderEpoch &&
    last.replicas === replicas &&
    last.isr === isr &&
    last.offline === offline &&
    last.fault === null &&
    errorCode === 0;
  if (isSame) return last;
  const fault = errorCode === 0 ? null : kafkaFault(errorCode, null);
  return { partition, leader, leaderEpoch, replicas, isr, offline, fault };
}

function byPartition(a: PartitionTopology, b: PartitionTopology): number {
  return a.partition - b.partition;
}

/** The partitions of one topic by number, or what is wrong with them, which leaves other topics whole. The list of the answer before, where nothing in it changed. */
function readPartitions(
  reader: Reader,
  lists: NodeLists,
  before: readonly PartitionTopology[] | undefined,
): { partitions: readonly PartitionTopology[]; wrong: string | null } {
  const count = reader.arrayLength(PARTITION_BYTES_MIN);
  const partitions: PartitionTopology[] = [];
  let sorted = true;
  let last = -1;
  let isSame = count === before?.length;
  for (let i = 0; i < count; i += 1) {
    const partition = readPartition(reader, lists, before);
    isSame &&= partition === before?.[i];
    sorted &&= partition.partition > last;
    last = partition.partition;
    partitions.push(partition);
  }
  if (isSame && before !== undefined) return { partitions: before, wrong: null };
  if (sorted) return { partitions, wrong: null };
  partitions.sort(byPartition);
  const lowest = partitions[0]?.partition ?? 0;
  if (lowest < 0) return { partitions: [], wrong: `a partition has the number ${lowest}` };
  const twice = partitions.some(({ partition }, i) => i > 0 && partition === partitions[i - 1]?.partition);
  return twice ? { partitions: [], wrong: 'a partition is listed twice' } : { partitions, wrong: null };
}

function readBrokers(reader: Reader): BrokerNode[] {
  const count = reader.arrayLength(BROKER_BYTES_MIN);
  if (count > BROKERS_MAX) throw new MalformedResponseError(`${count} brokers`);
  const brokers = new Map<number, BrokerNode>();
  for (let i = 0; i < count; i += 1) {
    const nodeId = reader.int32();
    const host = string.read(reader);
    const port = reader.int32();
    const rack = nullableString.read(reader);
    reader.skipTags();
    if (nodeId < 0) throw new MalformedResponseError(`broker id ${nodeId}`);
    if (brokers.has(nodeId)) throw new MalformedResponseError(`broker id ${nodeId} listed twice`);
    // A host with other characters than a host has is never connected to: see `advertisedRefusal`.
    brokers.set(nodeId, { nodeId, host: shownText(host), port, rack: rack === null ? null : shownText(rack) });
  }
  return [...brokers.values()].sort((a, b) => a.nodeId - b.nodeId);
}

type Unplaced = Omit<TopicTopology, 'base'>;

function malformed(what: string): KafkaFault {
  return ownFault('MALFORMED_RESPONSE', `Metadata: ${what}`);
}

function readTopics(reader: Reader, previous: Topology | null): Unplaced[] {
  const count = reader.arrayLength(TOPIC_BYTES_MIN);
  if (count > TOPICS_MAX) throw new MalformedResponseError(`${count} topics, where Farol reads up to ${TOPICS_MAX}`);
  const topics: Unplaced[] = [];
  const lists = new NodeLists();
  let partitionCount = 0;
  for (let i = 0; i < count; i += 1) {
    const errorCode = reader.int16();
    const name = nullableString.read(reader);
    const topicId = uuid.read(reader);
    const internal = reader.int8() !== 0;
    const before = name === null ? undefined : previous?.topicByName.get(name);
    const { partitions, wrong } = readPartitions(reader, lists, before?.partitions);
    reader.int32();
    reader.skipTags();
    partitionCount += partitions.length;
    if (partitionCount > PARTITIONS_MAX) throw new MalformedResponseError(`more than ${PARTITIONS_MAX} partitions`);
    // Only topics asked for by id come without a name, and we ask by name.
    if (name === null) continue;
    if (!isTopicName(name)) {
      const fault = malformed(`a topic has a name of ${name.length} characters that Kafka does not allow`);
      topics.push({ name: refusedTopicName(name), topicId, internal, fault, partitions: [] });
      continue;
    }
    const told = errorCode === 0 ? null : kafkaFault(errorCode, null);
    topics.push({ name: before?.name ?? name, topicId, internal, fault: wrong === null ? told : malformed(wrong), partitions });
  }
  return topics;
}

function byName(a: { name: string }, b: { name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

/** Topics by name; of those that come twice one is kept, without partitions, for nothing could tell the two apart. */
function eachOnce(sorted: readonly Unplaced[]): Unplaced[] {
  const once: Unplaced[] = [];
  for (const topic of sorted) {
    const last = once.at(-1);
    if (last?.name !== topic.name) once.push(topic);
    else once[once.length - 1] = { ...last, fault: last.fault ?? malformed('the topic is listed twice'), partitions: [] };
  }
  return once;
}

/** Gives each topic its place in dense columns, and sorts. */
function placeTopics(
  unplaced: Unplaced[],
  previous: Topology | null,
): Pick<Topology, 'topics' | 'topicByName' | 'partitionCount'> {
  unplaced.sort(byName);
  const topicByName = new Map<string, TopicTopology>();
  let base = 0;
  const topics = eachOnce(unplaced).map((topic) => {
    const before = previous?.topicByName.get(topic.name);
    const placed: TopicTopology = before !== undefined && isUnchanged(before, topic, base) ? before : { ...topic, base };
    base += topic.partitions.length;
    topicByName.set(topic.name, placed);
    return placed;
  });
  const isSame = previous?.topics.length === topics.length && topics.every((topic, t) => topic === previous.topics[t]);
  if (isSame) return { topics: previous.topics, topicByName: previous.topicByName, partitionCount: base };
  return { topics, topicByName, partitionCount: base };
}

function isUnchanged(before: TopicTopology, now: Unplaced, base: number): boolean {
  return (
    before.base === base &&
    before.partitions === now.partitions &&
    before.topicId === now.topicId &&
    before.internal === now.internal &&
    before.fault === null &&
    now.fault === null
  );
}

/**
 * Reads a Metadata answer (versions 11 to 13) straight into a `Topology`. `errorCode` is that of the whole answer (0 below version 13).
 * What did not change since `previous` is the same object again: a hundred thousand partitions that are made anew in every pass would live long enough to fill the old generation.
 */
export function decodeTopology(reader: Reader, previous: Topology | null = null): { topology: Topology; errorCode: number } {
  reader.int32();
  const brokers = readBrokers(reader);
  const clusterId = nullableString.read(reader);
  const controllerId = reader.int32();
  const placed = placeTopics(readTopics(reader, previous), previous);
  const errorCode = reader.version >= 13 ? reader.int16() : 0;
  reader.skipTags();
  return {
    topology: {
      clusterId: clusterId === null ? null : shownText(clusterId),
      controllerId: controllerId < 0 ? null : controllerId,
      brokers,
      ...placed,
    },
    errorCode,
  };
}
