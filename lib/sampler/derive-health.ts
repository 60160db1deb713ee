import type { Topology, TopicTopology } from '#lib/kafka/admin/port.ts';
import { isCovered } from './coverage.ts';
import type { DerivedBroker } from './derive-brokers.ts';

/** How many partitions in trouble are named. */
const SAMPLE_LIMIT = 20;

/** Partitions in one kind of trouble: how many, and some of them by dense index. */
export interface Trouble {
  count: number;
  sample: number[];
}

/** What hangs on one broker. */
export interface BrokerLoad {
  leaders: number;
  replicas: number;
  /** Replicas on it that are out of the ISR. */
  outOfSync: number;
  outOfSyncSample: number[];
}

/** Partition health of a pass. Columns by topic index. */
export interface DerivedHealth {
  offlineByTopic: Uint32Array;
  underReplicatedByTopic: Uint32Array;
  /** −1 where the topic's min.insync.replicas is not known. */
  underMinIsrByTopic: Int32Array;
  offline: Trouble;
  underReplicated: Trouble;
  /** Under-replicated for another reason than a broker that is down or silent. */
  unexplained: Trouble;
  /** null when too few topics' min.insync.replicas are known. */
  underMinIsr: Trouble | null;
  loads: Map<number, BrokerLoad>;
}

export interface HealthInput {
  topology: Topology;
  brokers: ReadonlyMap<number, DerivedBroker>;
  /** min.insync.replicas of a topic; null = not known. */
  minIsr: (topic: TopicTopology) => number | null;
}

/** Counts partitions without leader, with replicas out of sync, and with fewer in sync than producers with acks=all need. */
export function deriveHealth(input: HealthInput): DerivedHealth {
  const { topology, brokers } = input;
  const topics = topology.topics.length;
  const health: DerivedHealth = {
    offlineByTopic: new Uint32Array(topics),
    underReplicatedByTopic: new Uint32Array(topics),
    underMinIsrByTopic: new Int32Array(topics),
    offline: none(),
    underReplicated: none(),
    unexplained: none(),
    underMinIsr: null,
    loads: new Map([...brokers.keys()].map((nodeId) => [nodeId, { leaders: 0, replicas: 0, outOfSync: 0, outOfSyncSample: [] }])),
  };
  const underMinIsr = none();
  let minIsrKnown = 0;
  let topicsRead = 0;

  for (let t = 0; t < topics; t++) {
    const topic = topology.topics[t];
    if (topic === undefined || topic.partitions.length === 0) continue;
    topicsRead++;
    const minIsr = input.minIsr(topic);
    if (minIsr === null) health.underMinIsrByTopic[t] = -1;
    else minIsrKnown++;
    for (let i = 0; i < topic.partitions.length; i++) {
      const partition = topic.partitions[i];
      if (partition === undefined) continue;
      const index = topic.base + i;
      const { replicas } = partition;
      for (let r = 0; r < replicas.length; r++) {
        const load = health.loads.get(replicas[r] ?? -1);
        if (load !== undefined) load.replicas++;
      }
      if (partition.leader === null) {
        health.offlineByTopic[t] = (health.offlineByTopic[t] ?? 0) + 1;
        count(health.offline, index);
      } else {
        const load = health.loads.get(partition.leader);
        if (load !== undefined) load.leaders++;
      }
      if (partition.isr.length < partition.replicas.length) {
        health.underReplicatedByTopic[t] = (health.underReplicatedByTopic[t] ?? 0) + 1;
        count(health.underReplicated, index);
        if (!countOutOfSync(health, brokers, partition.replicas, partition.isr, index)) count(health.unexplained, index);
      }
      if (minIsr !== null && partition.isr.length < minIsr) {
        health.underMinIsrByTopic[t] = (health.underMinIsrByTopic[t] ?? 0) + 1;
        count(underMinIsr, index);
      }
    }
  }
  if (isCovered(minIsrKnown, topicsRead)) health.underMinIsr = underMinIsr;
  return health;
}

/** Books the replicas out of sync on their brokers; true when every one of them is on a broker known to be down or silent. */
function countOutOfSync(
  health: DerivedHealth,
  brokers: ReadonlyMap<number, DerivedBroker>,
  replicas: readonly number[],
  isr: readonly number[],
  index: number,
): boolean {
  let isExplained = true;
  for (const nodeId of replicas) {
    if (isr.includes(nodeId)) continue;
    const load = health.loads.get(nodeId);
    if (load !== undefined) {
      load.outOfSync++;
      if (load.outOfSyncSample.length < SAMPLE_LIMIT) load.outOfSyncSample.push(index);
    }
    if (brokers.get(nodeId)?.state === 'up') isExplained = false;
  }
  return isExplained;
}

function none(): Trouble {
  return { count: 0, sample: [] };
}

function count(trouble: Trouble, index: number): void {
  trouble.count++;
  if (trouble.sample.length < SAMPLE_LIMIT) trouble.sample.push(index);
}
