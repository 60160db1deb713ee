import type { BrokerNode, PartitionTopology, TopicTopology, Topology } from '../admin/port.ts';
import { kafkaFault } from '../fault.ts';
import { nullableString, string, uuid } from './codec.ts';
import { MalformedResponseError } from './malformed-response-error.ts';
import type { Reader } from './reader.ts';

const BROKER_BYTES_MIN = 11;
/** Ten times the largest known cluster: each broker listed is one that we will connect to. */
const BROKERS_MAX = 5_000;
const TOPIC_BYTES_MIN = 25;
const PARTITION_BYTES_MIN = 18;
const NONE: readonly number[] = [];

function readNodeIds(reader: Reader, same: readonly number[]): readonly number[] {
  const count = reader.arrayLength(4);
  if (count <= 0) return NONE;
  let start = reader.take(count * 4);
  // The in-sync replicas are mostly all replicas in the same order: share the array instead of making 20,000 more.
  let equal = count === same.length;
  const ids = new Array<number>(count);
  for (let i = 0; i < count; i += 1) {
    const id = reader.buffer.readInt32BE(start);
    start += 4;
    ids[i] = id;
    equal &&= id === same[i];
  }
  return equal ? same : ids;
}

function readPartition(reader: Reader): PartitionTopology {
  const errorCode = reader.int16();
  const partition = reader.int32();
  const leader = reader.int32();
  const leaderEpoch = reader.int32();
  const replicas = readNodeIds(reader, NONE);
  const isr = readNodeIds(reader, replicas);
  const offline = readNodeIds(reader, NONE);
  reader.skipTags();
  if (partition < 0) throw new MalformedResponseError(`partition number ${partition}`);
  return {
    partition,
    leader: leader < 0 ? null : leader,
    leaderEpoch: leaderEpoch < 0 ? null : leaderEpoch,
    replicas,
    isr,
    offline,
    fault: errorCode === 0 ? null : kafkaFault(errorCode, null),
  };
}

function byPartition(a: PartitionTopology, b: PartitionTopology): number {
  return a.partition - b.partition;
}

function readPartitions(reader: Reader): PartitionTopology[] {
  const count = reader.arrayLength(PARTITION_BYTES_MIN);
  const partitions: PartitionTopology[] = [];
  let sorted = true;
  let last = -1;
  for (let i = 0; i < count; i += 1) {
    const partition = readPartition(reader);
    sorted &&= partition.partition > last;
    last = partition.partition;
    partitions.push(partition);
  }
  if (sorted) return partitions;
  partitions.sort(byPartition);
  for (let i = 1; i < partitions.length; i += 1) {
    if (partitions[i]?.partition === partitions[i - 1]?.partition) throw new MalformedResponseError('a partition listed twice');
  }
  return partitions;
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
    brokers.set(nodeId, { nodeId, host, port, rack });
  }
  return [...brokers.values()].sort((a, b) => a.nodeId - b.nodeId);
}

type Unplaced = Omit<TopicTopology, 'base'>;

function readTopics(reader: Reader): Unplaced[] {
  const count = reader.arrayLength(TOPIC_BYTES_MIN);
  const topics: Unplaced[] = [];
  for (let i = 0; i < count; i += 1) {
    const errorCode = reader.int16();
    const name = nullableString.read(reader);
    const topicId = uuid.read(reader);
    const internal = reader.int8() !== 0;
    const partitions = readPartitions(reader);
    reader.int32();
    reader.skipTags();
    // Only topics asked for by id come without a name, and we ask by name.
    if (name === null) continue;
    topics.push({ name, topicId, internal, fault: errorCode === 0 ? null : kafkaFault(errorCode, null), partitions });
  }
  return topics;
}

function byName(a: { name: string }, b: { name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

/** Gives each topic its place in dense columns, and sorts. Throws when a name comes twice, for then no column could tell them apart. */
function placeTopics(unplaced: Unplaced[]): Pick<Topology, 'topics' | 'topicByName' | 'partitionCount'> {
  unplaced.sort(byName);
  const topicByName = new Map<string, TopicTopology>();
  let base = 0;
  const topics = unplaced.map((topic) => {
    const placed: TopicTopology = {
      name: topic.name,
      topicId: topic.topicId,
      internal: topic.internal,
      fault: topic.fault,
      partitions: topic.partitions,
      base,
    };
    base += topic.partitions.length;
    topicByName.set(topic.name, placed);
    return placed;
  });
  if (topicByName.size !== topics.length) throw new MalformedResponseError('a topic listed twice');
  return { topics, topicByName, partitionCount: base };
}

/** Reads a Metadata answer (versions 11 to 13) straight into a `Topology`. `errorCode` is that of the whole answer (0 below version 13). */
export function decodeTopology(reader: Reader): { topology: Topology; errorCode: number } {
  reader.int32();
  const brokers = readBrokers(reader);
  const clusterId = nullableString.read(reader);
  const controllerId = reader.int32();
  const placed = placeTopics(readTopics(reader));
  const errorCode = reader.version >= 13 ? reader.int16() : 0;
  reader.skipTags();
  return { topology: { clusterId, controllerId: controllerId < 0 ? null : controllerId, brokers, ...placed }, errorCode };
}
