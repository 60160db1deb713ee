import { startCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import { startFakeCluster } from '#lib/testing/fake-broker/fake-cluster.ts';
import { fakeClusterOfShape } from '#lib/testing/fake-broker/fake-state.ts';
import { fillCluster, type ClusterShape } from './fill-cluster.ts';

/** `small` and `large` are real clusters; `huge` are fake brokers, for no machine of ours holds so many real partitions. */
export type BenchSize = 'small' | 'large' | 'huge';

export interface BenchCluster {
  shape: ClusterShape;
  brokers: number;
  /** Heap of each real broker; null = fake brokers. */
  heapMb: number | null;
  /** Interval in force at this size. */
  stepMs: number;
}

export const BENCH_CLUSTERS: Readonly<Record<BenchSize, BenchCluster>> = {
  small: {
    shape: { topics: 100, partitionsPerTopic: 10, groups: 50, partitionsPerGroup: 40 },
    brokers: 3,
    heapMb: 256,
    stepMs: 5_000,
  },
  large: {
    shape: { topics: 1_000, partitionsPerTopic: 20, groups: 1_000, partitionsPerGroup: 200 },
    brokers: 3,
    heapMb: 2_048,
    stepMs: 15_000,
  },
  huge: {
    shape: { topics: 5_000, partitionsPerTopic: 20, groups: 1_000, partitionsPerGroup: 200 },
    brokers: 30,
    heapMb: null,
    stepMs: 15_000,
  },
};

/** Running brokers that hold the shape of a size. `say` is told what is being done. */
export async function startBenchCluster(
  size: BenchSize,
  say: (text: string) => void,
): Promise<{ bootstrap: readonly string[]; stop(): Promise<void> }> {
  const { shape, brokers, heapMb } = BENCH_CLUSTERS[size];
  const partitions = shape.topics * shape.partitionsPerTopic;
  if (heapMb === null) {
    say(`starting ${brokers} fake brokers with ${partitions} partitions, ${shape.groups} groups`);
    const releases = Array.from({ length: brokers }, () => '4.3' as const);
    return startFakeCluster({ state: fakeClusterOfShape({ ...shape, brokers }), releases, frozen: true });
  }
  say(`starting ${brokers} brokers with ${heapMb} MiB each`);
  const brokerConfig = { 'log.index.size.max.bytes': '102400', 'log.cleaner.enable': 'false' };
  const cluster = await startCluster({ brokers, heapMb, brokerConfig });
  const bootstrap = cluster.bootstrap.split(',');
  try {
    const connection = {
      bootstrap,
      clientId: 'farol-bench',
      tls: null,
      sasl: null,
      connectTimeoutMs: 10_000,
      requestTimeoutMs: 60_000,
    };
    const admin = createKafkaAdmin(connection, { clock: systemClock, logger: silentLogger });
    say(`filling: ${partitions} partitions, ${shape.groups} groups`);
    await fillCluster(bootstrap, shape, admin).finally(() => admin.close());
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { bootstrap, stop: () => cluster.stop() };
}
