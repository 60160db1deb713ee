import {
  UNREACHABLE_CODE,
  type BrokerOutcome,
  type GroupDescription,
  type GroupListing,
  type Item,
  type KafkaFault,
  type LogDir,
  type LogDirs,
  type OffsetColumn,
  type PartitionTopology,
  type Quorum,
  type SharePartition,
  type Topology,
} from '#lib/kafka/admin/port.ts';
import type { Pass } from '../pass.ts';

/** One partition as a test writes it: offsets as numbers, or bigint beyond 2^53, or null = could not be read. */
export interface PartitionSketch extends Partial<PartitionTopology> {
  start?: number | bigint | null;
  end?: number | bigint | null;
}

export interface GroupSketch extends Partial<GroupListing> {
  /** Committed offsets by topic, by partition; a string is the name of a fault of that row's own (`error`). */
  commits?: Record<string, Record<number, number | bigint | 'error'>>;
  fault?: KafkaFault;
  /** Listed but not asked: left out of the commits. */
  description?: Item<GroupDescription>;
  shares?: Item<readonly SharePartition[]>;
}

export interface PassSketch {
  /** Wall and monotonic milliseconds. */
  at?: number;
  monotonic?: number;
  brokers?: number[];
  /** Brokers whose requests time out. */
  silent?: number[];
  topics?: Record<string, { id?: string | null; partitions: PartitionSketch[] }>;
  groups?: Record<string, GroupSketch>;
  /** No listing was due: the groups only have what was read of them. */
  unlisted?: boolean;
  quorum?: Item<Quorum> | null;
  mode?: 'kraft' | 'zookeeper';
  fenced?: number[];
  /** Topic configs by topic, as far as they were read in this pass. */
  configs?: Record<string, Record<string, string>>;
  lag?: Pass['lag'];
}

/** A fault as brokers or Farol give it. */
export function fault(code: string, kafkaCode: number | null = null, nodeId: number | null = null): KafkaFault {
  return { code, kafkaCode, message: `${code} in a test`, nodeId };
}

/** A directory as a broker tells it, empty unless changed. */
export function makeDir(more: Partial<LogDir> = {}): LogDir {
  const { replicas = 0 } = more;
  const sums = { replicaBytes: 0n, told: replicas, behind: 0, lagOffsets: 0n, movingIn: 0 };
  return { path: '/data', fault: null, totalBytes: null, usableBytes: null, replicas, ...sums, ...more };
}

/** Log directories as `takePass` would give them: of one broker, or its fault. `leaderBytes` has one element per partition. */
export function makeLogDirs(nodeId: number, dirs: readonly LogDir[] | KafkaFault, leaderBytes: readonly number[] = []): LogDirs {
  const item = 'code' in dirs ? { ok: false as const, fault: dirs } : { ok: true as const, value: { dirs, furthest: [] } };
  return { brokers: new Map([[nodeId, item]]), leaderBytes: Float64Array.from(leaderBytes) };
}

/** A pass as `takePass` would give it, from a sketch; brokers answer at `monotonic`. */
export function makePass(sketch: PassSketch): Pass {
  const brokers = sketch.brokers ?? [1, 2, 3];
  const monotonic = sketch.monotonic ?? 0;
  const topology = makeTopology(sketch, brokers);
  const outcomes: BrokerOutcome[] = brokers.map((nodeId) => {
    const isSilent = sketch.silent?.includes(nodeId) ?? false;
    return {
      nodeId,
      fault: isSilent ? fault('BROKER_TIMEOUT', null, nodeId) : null,
      requests: 1,
      roundTripMs: isSilent ? null : 2,
    };
  });
  const answeredAtByBroker = new Map(outcomes.filter((o) => o.fault === null).map((o) => [o.nodeId, monotonic]));
  const sketches = Object.values(sketch.topics ?? {});
  const column = (pick: (partition: PartitionSketch) => number | bigint | null | undefined): OffsetColumn => {
    const values = new Float64Array(topology.partitionCount).fill(NaN);
    const errors = new Int16Array(topology.partitionCount);
    const wide = new Map<number, bigint>();
    let index = 0;
    const sorted = Object.keys(sketch.topics ?? {}).sort();
    for (const name of sorted) {
      for (const partition of sketch.topics?.[name]?.partitions ?? []) {
        const leader = partition.leader === undefined ? 1 : partition.leader;
        const value = leader === null || sketch.silent?.includes(leader) ? null : pick(partition);
        if (value === null || value === undefined) errors[index] = UNREACHABLE_CODE;
        else {
          values[index] = Number(value);
          if (typeof value === 'bigint') wide.set(index, value);
        }
        index++;
      }
    }
    return { values, errors, wide, answeredAtByBroker, brokers: outcomes };
  };
  const groups = Object.entries(sketch.groups ?? {}).map(([groupId, group]) => listing(groupId, group));
  return {
    startedAtMs: sketch.at ?? 1_700_000_000_000 + monotonic,
    startedMonotonic: monotonic,
    durationMs: 10,
    capabilities: {
      mode: sketch.mode ?? 'kraft',
      version: '4.3',
      describeQuorum: { supported: true, reason: null },
      describeCluster: { supported: true, reason: null },
      logDirSpace: { supported: true, reason: null },
      groupKinds: { supported: true, reason: null },
      batchedOffsetFetch: { supported: true, reason: null },
      shareGroupOffsets: { supported: true, reason: null },
      listTransactions: { supported: true, reason: null },
      describeProducers: { supported: true, reason: null },
      describeTopicPartitions: { supported: true, reason: null },
    },
    topology,
    cluster: { clusterId: 'test', controllerId: 1, fencedBrokerIds: sketch.fenced ?? [], brokers: topology.brokers },
    end: column((partition) => partition.end ?? null),
    start: sketches.some((topic) => topic.partitions.some((p) => p.start !== undefined)) ? column((p) => p.start ?? null) : null,
    groups: sketch.unlisted ? null : { groups, brokers: outcomes },
    committed: makeCommitted(sketch, topology, answeredAtByBroker, outcomes),
    descriptions: makeDescriptions(sketch),
    shareOffsets: makeShares(sketch),
    logDirs: null,
    quorum: sketch.quorum ?? null,
    configs: sketch.configs === undefined ? null : makeConfigs(sketch.configs),
    lag: sketch.lag ?? null,
    cost: { requests: 10, requestsByApi: {}, bytesOut: 100, bytesIn: 1000, cpuMs: 1 },
  };
}

function makeTopology(sketch: PassSketch, brokers: number[]): Topology {
  let base = 0;
  const topics = Object.entries(sketch.topics ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, topic]) => {
      const partitions = topic.partitions.map((partition, i) => ({
        partition: i,
        leader: partition.leader === undefined ? 1 : partition.leader,
        leaderEpoch: partition.leaderEpoch ?? 0,
        replicas: partition.replicas ?? [1],
        isr: partition.isr ?? partition.replicas ?? [1],
        offline: partition.offline ?? [],
        fault: partition.fault ?? null,
      }));
      const topology = {
        name,
        topicId: topic.id === undefined ? `id-${name}` : topic.id,
        internal: false,
        fault: null,
        partitions,
        base,
      };
      base += partitions.length;
      return topology;
    });
  return {
    clusterId: 'test',
    controllerId: 1,
    brokers: brokers.map((nodeId) => ({ nodeId, host: 'localhost', port: 9000 + nodeId, rack: null })),
    topics,
    partitionCount: base,
    topicByName: new Map(topics.map((topic) => [topic.name, topic])),
  };
}

function makeConfigs(configs: NonNullable<PassSketch['configs']>): NonNullable<Pass['configs']> {
  const entry = ([name, value]: [string, string]) => ({
    name,
    value,
    source: 'DYNAMIC_TOPIC_CONFIG',
    readOnly: false,
    sensitive: false,
    isDefault: false,
    documentation: null,
    defaultValue: null,
  });
  return new Map(
    Object.entries(configs).map(([topic, values]) => [topic, { ok: true, value: Object.entries(values).map(entry) }]),
  );
}

function listing(groupId: string, group: GroupSketch): GroupListing {
  return {
    groupId,
    kind: group.kind ?? 'classic',
    state: group.state === undefined ? 'Stable' : group.state,
    protocolType: 'consumer',
    coordinator: group.coordinator ?? 1,
  };
}

function makeCommitted(
  sketch: PassSketch,
  topology: Topology,
  answeredAtByBroker: Map<number, number>,
  brokers: BrokerOutcome[],
): Pass['committed'] {
  const entries = Object.entries(sketch.groups ?? {}).filter(([, group]) => group.kind !== 'share');
  const rows: { index: number; offset: number; wide: bigint | null; error: number; topic: string; partition: number }[] = [];
  const starts = [0];
  for (const [, group] of entries) {
    for (const [topic, partitions] of Object.entries(group.commits ?? {})) {
      for (const [key, commit] of Object.entries(partitions)) {
        const partition = Number(key);
        const base = topology.topicByName.get(topic)?.base;
        const error = commit === 'error' ? 3 : 0;
        rows.push({
          index: base === undefined ? -1 : base + partition,
          offset: commit === 'error' ? NaN : Number(commit),
          wide: typeof commit === 'bigint' ? commit : null,
          error,
          topic,
          partition,
        });
      }
    }
    starts.push(rows.length);
  }
  return {
    groupIds: entries.map(([groupId]) => groupId),
    faults: entries.map(([, group]) => group.fault ?? null),
    coordinators: entries.map(([, group]) => group.coordinator ?? 1),
    starts: Uint32Array.from(starts),
    partitionIndex: Int32Array.from(rows.map((row) => row.index)),
    offsets: Float64Array.from(rows.map((row) => row.offset)),
    errors: Int16Array.from(rows.map((row) => row.error)),
    wide: new Map(rows.flatMap((row, i) => (row.wide === null ? [] : [[i, row.wide] as const]))),
    strangers: new Map(
      rows.flatMap((row, i) => (row.index >= 0 ? [] : [[i, { topic: row.topic, partition: row.partition }] as const])),
    ),
    answeredAtByBroker,
    brokers,
  };
}

function makeDescriptions(sketch: PassSketch): Pass['descriptions'] {
  const described = Object.entries(sketch.groups ?? {}).flatMap(([groupId, group]) =>
    group.description === undefined ? [] : [[groupId, group.description] as const],
  );
  return described.length === 0 ? null : new Map(described);
}

function makeShares(sketch: PassSketch): Pass['shareOffsets'] {
  const read = Object.entries(sketch.groups ?? {}).flatMap(([groupId, { shares }]) =>
    shares === undefined ? [] : [[groupId, shares] as const],
  );
  return read.length === 0 ? null : new Map(read);
}
