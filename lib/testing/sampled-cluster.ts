import { METRICS } from '#lib/catalog/metrics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { Database } from '#lib/store/database.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { snapshotShard, type SnapshotParts } from '#lib/store/snapshot/types.ts';
import { passColumns } from './pass-columns.ts';

/** Topics of the sampled cluster. */
export const TOPICS = 10_000;
/** Its cadence. */
export const STEP_MS = 5_000;

const UNKNOWN = { value: null, known: 0, total: 0 };
const NaNs = Number.NaN;
const LOST = {
  code: 'LOST' as const,
  reason: null,
  since: '2026-11-20T23:00:00.000Z',
  evidence: { lost: 1, lostOffsets: 5, lag: 15 },
};

function topic(i: number): TopicSummary {
  return {
    name: i === 0 ? 'Pedidos' : `topic-${i}`,
    topicId: `id-${i}`,
    internal: i % 100 === 0,
    fault: null,
    notSeen: null,
    partitions: 3,
    replicationFactor: 3,
    offlinePartitions: 0,
    underReplicatedPartitions: i % 7,
    underMinIsrPartitions: null,
    minInsyncReplicas: 2,
    cleanupPolicy: 'delete',
    retentionMs: '604800000',
    messagesInPerSecond: { value: i % 13 === 0 ? null : i / 10, known: 3, total: 3 },
    offsetsHeld: { value: String(9_007_199_254_740_992n + BigInt(i)), known: 3, total: 3 },
    sizeBytes: String(i * 1000),
    lag: { value: String(i % 50), known: 3, total: 3 },
    secondsBehind: null,
    openTransactionOffsets: null,
    groups: 1,
    hottestPartitionShare: 0.5,
    hottestPartition: 1,
  };
}

const placement = (partition: number) => ({
  partition,
  leader: partition === 2 ? null : 1,
  leaderEpoch: 4,
  replicas: [1, 2],
  isr: [1],
  offline: [2],
  fault: partition === 2 ? { code: 'LEADER_NOT_AVAILABLE', detail: 'no leader' } : null,
});

function parts(): Partial<SnapshotParts> {
  const group = {
    groupId: 'estoque/1 %20',
    kind: 'classic' as const,
    state: 'Stable',
    coordinator: 1,
    fault: null,
    members: 1,
    topics: 1,
    partitions: 3,
    lag: { value: '15', known: 2, total: 3 },
    maxLag: '10',
    maxLagPartition: { topic: 'Pedidos', partition: 0 },
    lostPartitions: 1,
    aheadPartitions: 0,
    messagesOutPerSecond: UNKNOWN,
    verdict: { ...LOST, partitions: [{ topic: 'Pedidos', partition: 1 }], partitionsTotal: 1 },
    secondsBehind: { lower: 30, upper: 35, point: 32.5, source: 'observed' as const },
    catchUpSeconds: 'never' as const,
    retentionHeadroomSeconds: 604_765,
    lastCommitAt: '2026-11-21T00:00:00.000Z',
  };
  const stored: Partial<SnapshotParts> = {
    topics: Array.from({ length: TOPICS }, (_none, i) => topic(i)),
    groups: [group],
    brokers: [],
    overview: {
      fault: null,
      kafka: { clusterId: 'abc', mode: 'kraft', version: '4.3', controllerId: 1 },
      quorum: null,
      quorumFault: null,
      brokers: [],
      partitions: { total: 30_000, offline: 1, underReplicated: 3, underMinIsr: null },
      topics: TOPICS,
      groups: 1,
      messagesInPerSecond: { value: 12.5, known: 3, total: 3 },
      messagesOutPerSecond: UNKNOWN,
      lag: UNKNOWN,
      worstGroups: [],
      mostBehind: null,
      disk: { replicaBytes: null, totalBytes: null, usableBytes: null, brokersKnown: 0, brokersTotal: 0 },
      problems: [],
    },
  };
  stored[`topology:${snapshotShard('Pedidos')}`] = {
    Pedidos: { topicId: 'id-0', internal: false, fault: null, partitions: [0, 1, 2].map(placement) },
  };
  stored[`sizes:${snapshotShard('Pedidos')}`] = { Pedidos: ['100', null] };
  stored[`members:${snapshotShard('estoque/1 %20')}`] = {
    'estoque/1 %20': {
      readAt: '2026-11-21T00:00:00.000Z',
      fault: null,
      members: [
        {
          memberId: 'm-1',
          instanceId: null,
          clientId: 'c',
          host: '/10.0.0.1',
          assignment: [{ topic: 'Pedidos', partitions: [0, 1, 2] }],
        },
      ],
      partitionFaults: {},
    },
  };
  stored[`standing:${snapshotShard('estoque/1 %20')}`] = {
    'estoque/1 %20': {
      topics: [
        {
          topic: 'Pedidos',
          partitions: 3,
          lag: group.lag,
          verdict: group.verdict,
          secondsBehind: group.secondsBehind,
          catchUpSeconds: 'never',
          retentionHeadroomSeconds: 604_765,
          retentionHeadroomBytes: null,
          lastCommitAt: group.lastCommitAt,
          messagesInPerSecond: 10,
          messagesOutPerSecond: 2,
          compacted: false,
        },
      ],
      odd: [],
    },
  };
  return stored;
}

/** Stores twelve passes of a cluster as the sampler would, of which the sixth never happened, and "now" with `TOPICS` topics. Returns the slot of the newest. */
export async function sampleCluster(db: Database, clusterKey: number): Promise<number> {
  const lease = await acquireLease(db, { clusterKey, holder: 'test', ttlMs: 600_000 });
  const [whole, pedidos, old, commits] = await ensureOwners(db, clusterKey, [
    { kind: 'cluster' },
    { kind: 'topic', topicId: 'id-0', topic: 'Pedidos' },
    { kind: 'topic', topicId: 'id-old', topic: 'Pedidos-old' },
    { kind: 'group_topic', group: 'estoque/1 %20', topicId: 'id-0', topic: 'Pedidos' },
  ]);
  const ids = [whole, pedidos, old, commits].map((owner) => owner?.ownerId ?? 0);
  // Twelve passes, of which the sixth never happened.
  const newestMs = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  for (let i = 0; i < 12; i++) {
    if (i === 5) continue;
    const startedAtMs = newestMs - (11 - i) * STEP_MS;
    const columns = (ownerId: number, own: Record<string, number[]>) => ({
      ownerId,
      columns: Object.entries(own).map(([name, values]) => ({
        metricId: METRICS[name as keyof typeof METRICS].id,
        values: Float64Array.from(values),
      })),
    });
    const values = [
      columns(ids[0] ?? 0, { 'cluster.messages_in': [i * 10] }),
      columns(ids[1] ?? 0, {
        'topic.messages_in': [20],
        'topic.end_offset': [1000 + i * 50, 2000 + i * 50, NaNs],
        'topic.start_offset': [0, 2540, 0],
      }),
      columns(ids[3] ?? 0, {
        'group_topic.committed_offset': [1000 + i * 50 - 10, 2500, 7],
        'group_topic.seconds_behind': [35_000],
        'group_topic.seconds_behind_lower': [30_000],
      }),
    ];
    if (i === 2) values.push(columns(ids[2] ?? 0, { 'topic.messages_in': [99] }));
    await writePass(
      db,
      {
        clusterKey,
        fence: lease?.fence ?? 0n,
        startedAtMs,
        stepMs: STEP_MS,
        durationMs: 400,
        requests: 12,
        bytesOut: 1,
        bytesIn: 1,
        brokersAnswered: 3,
        brokersExpected: 3,
        fault: null,
        ...passColumns(values),
      },
      i === 11 ? parts() : {},
    );
  }
  return newestMs;
}
