import { Admin, Connection, FindCoordinatorKeyTypes, offsetCommitV9, Producer, ProduceAcks } from '@platformatic/kafka';
import { coordinatorPartition } from '#lib/sampler/derive-group-list.ts';
import type { KafkaAdmin, Topology } from '#lib/kafka/admin/port.ts';

/** The shape of a benchmark cluster. Group-partitions = groups × partitionsPerGroup. */
export interface ClusterShape {
  topics: number;
  partitionsPerTopic: number;
  groups: number;
  /** Whole topics: a multiple of `partitionsPerTopic`. */
  partitionsPerGroup: number;
}

/** Records in each partition, so that lags are not all zero. */
const RECORDS_PER_PARTITION = 5;
const TOPICS_PER_REQUEST = 50;
const RECORDS_PER_SEND = 5_000;
/** With generation −1 and no member a commit needs no running consumer. */
const NO_GENERATION = -1;
const OFFSETS_TOPIC = '__consumer_offsets';

/** Creates the topics, appends to every partition and commits an offset of every group, in few requests. */
export async function fillCluster(bootstrap: readonly string[], shape: ClusterShape, kafka: KafkaAdmin): Promise<void> {
  const names = Array.from({ length: shape.topics }, (_topic, i) => `bench-${String(i).padStart(5, '0')}`);
  const client = {
    clientId: 'farol-bench',
    bootstrapBrokers: [...bootstrap],
    timeout: 120_000,
    requestTimeout: 120_000,
    retries: 10,
  };
  const admin = new Admin(client);
  try {
    for (let at = 0; at < names.length; at += TOPICS_PER_REQUEST) {
      await admin.createTopics({
        topics: names.slice(at, at + TOPICS_PER_REQUEST),
        partitions: shape.partitionsPerTopic,
        replicas: 1,
      });
    }
    // Asking for a coordinator makes brokers create the offsets topic.
    await admin.findCoordinator({ keyType: FindCoordinatorKeyTypes.GROUP, keys: ['bench'] }).catch(() => []);
  } finally {
    await admin.close();
  }
  const topology = await settledTopology(kafka, shape);
  await produce(client, topology, names);
  await commit(topology, names, shape);
}

/** Waits until every partition has a leader that answers for it: metadata names leaders before the brokers have created their logs. */
async function settledTopology(kafka: KafkaAdmin, shape: ClusterShape): Promise<Topology> {
  for (let attempt = 0; attempt < 120; attempt++) {
    const topology = await kafka.topology({ deadlineMs: 60_000 });
    if (topology.topicByName.has(OFFSETS_TOPIC) && topology.partitionCount > shape.topics * shape.partitionsPerTopic) {
      const ends = await kafka.listOffsets(topology, 'latest', { deadlineMs: 60_000 });
      if (ends.values.every((end) => !Number.isNaN(end))) return topology;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('the bench cluster did not settle: some partitions have no leader after two minutes');
}

async function produce(
  client: { clientId: string; bootstrapBrokers: string[] },
  topology: Topology,
  names: readonly string[],
): Promise<void> {
  const producer = new Producer({ ...client, serializers: undefined });
  try {
    let batch: { topic: string; partition: number; value: Buffer }[] = [];
    const value = Buffer.from('x');
    const flush = async () => {
      if (batch.length > 0) await producer.send({ messages: batch, acks: ProduceAcks.LEADER });
      batch = [];
    };
    for (const topic of names) {
      for (const { partition } of topology.topicByName.get(topic)?.partitions ?? []) {
        for (let i = 0; i < RECORDS_PER_PARTITION; i++) batch.push({ topic, partition, value });
        if (batch.length >= RECORDS_PER_SEND) await flush();
      }
    }
    await flush();
  } finally {
    await producer.close();
  }
}

async function commit(topology: Topology, names: readonly string[], shape: ClusterShape): Promise<void> {
  const offsets = topology.topicByName.get(OFFSETS_TOPIC);
  const connections = new Map<number, Connection>();
  for (const node of topology.brokers) {
    const connection = new Connection('farol-bench', { requestTimeout: 60_000 });
    await connection.connect(node.host, node.port);
    connections.set(node.nodeId, connection);
  }
  try {
    const topicsPerGroup = shape.partitionsPerGroup / shape.partitionsPerTopic;
    for (let g = 0; g < shape.groups; g++) {
      const groupId = `bench-group-${String(g).padStart(4, '0')}`;
      const home = offsets?.partitions[coordinatorPartition(groupId, offsets.partitions.length)];
      const connection = connections.get(home?.leader ?? -1);
      if (connection === undefined) throw new Error(`no coordinator for ${groupId}`);
      const topics = Array.from({ length: topicsPerGroup }, (_topic, k) => ({
        name: names[(g * topicsPerGroup + k) % names.length] ?? '',
        partitions: Array.from({ length: shape.partitionsPerTopic }, (_partition, partitionIndex) => ({
          partitionIndex,
          committedOffset: BigInt(partitionIndex % (RECORDS_PER_PARTITION + 1)),
          committedLeaderEpoch: -1,
        })),
      }));
      await commitGroup(connection, groupId, topics);
    }
  } finally {
    for (const connection of connections.values()) await connection.close();
  }
}

/** A coordinator that has just been elected still loads its partition: then the commit is sent again. */
async function commitGroup(
  connection: Connection,
  groupId: string,
  topics: offsetCommitV9.OffsetCommitRequestTopic[],
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await offsetCommitV9.api.async(connection, groupId, NO_GENERATION, '', null, topics);
      return;
    } catch (error) {
      if (attempt >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
