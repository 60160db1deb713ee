import type { Clock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { runClusters } from '#lib/sampler/run-clusters.ts';
import { clusterRepository, type ClusterRepository } from '#lib/store/clusters.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { startFakeCluster, type FakeCluster } from './fake-broker/fake-cluster.ts';
import { fakeGroup } from './fake-broker/fake-state.ts';
import { HUGE_OFFSET, smallState } from './fake-broker/small-cluster.ts';
import type { TestDatabase, TestPostgres } from './postgres.ts';

/** The key that seals connections in these tests. */
export const BENCH_SECRET = 'a secret of the tests, long enough: 8f3kq0Zp';

/** A stored pass, as far as these tests look. */
export interface StoredPass {
  slotMs: number;
  fence: number;
  /** Wall start minus the database's time of writing it; negative = in the past. */
  startedAtMs: number;
  fault: { code: string } | null;
}

/** A fake cluster of three brokers, registered in a fresh database, and what is stored of it. For faults on Farol's own side, where time must be driven. */
export interface SamplingBench {
  database: TestDatabase;
  cluster: FakeCluster;
  clusters: ClusterRepository;
  key: number;
  /** In order of time. */
  passes(): Promise<StoredPass[]>;
  overview(): Promise<SnapshotParts['overview'] | undefined>;
  /** Samples in this process while `work` goes on. */
  sampling(clock: Clock, work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** The small cluster with a group that has read everything: whatever is reported of it is about Farol itself. */
function healthyState(): ReturnType<typeof smallState> {
  const partitions = [
    { partition: 0, offset: 100n },
    { partition: 1, offset: 200n },
    { partition: 2, offset: HUGE_OFFSET },
  ];
  return { ...smallState(), groups: [fakeGroup('g-1', 1, { commits: [{ topic: 'pedidos', partitions }] })] };
}

/** Makes a bench on a running PostgreSQL. */
export async function samplingBench(postgres: TestPostgres): Promise<SamplingBench> {
  const [database, cluster] = await Promise.all([postgres.createDatabase(), startFakeCluster({ state: healthyState() })]);
  const { db } = database;
  const clusters = clusterRepository(db, createSecretBox(BENCH_SECRET));
  const connection = {
    bootstrap: cluster.bootstrap,
    clientId: 'test',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1_000,
    requestTimeoutMs: 5_000,
  };
  const { key } = await clusters.create({ id: 'fake', name: 'fake', source: 'app', connection });
  return {
    database,
    cluster,
    clusters,
    key,
    async passes() {
      const { rows } = await db.pool.query<StoredPass>(
        `SELECT (extract(epoch FROM slot) * 1000)::float8 AS "slotMs", (extract(epoch FROM started_at) * 1000)::float8 AS "startedAtMs",
                fence::int AS fence, fault FROM ts.pass WHERE cluster_key = $1 ORDER BY slot`,
        [key],
      );
      return rows;
    },
    async overview() {
      return (await readSnapshot(db, key, ['overview'])).parts.overview;
    },
    async sampling(clock, work) {
      const stop = new AbortController();
      const running = runClusters({ db, clusters, holder: 'test', clock, logger: silentLogger }, stop.signal);
      try {
        await work();
      } finally {
        stop.abort();
        await running;
      }
    },
    async close() {
      await Promise.all([database.close(), cluster.stop()]);
    },
  };
}

/** Slots between the first and the last that hold no pass. */
export function gapsIn(passes: readonly StoredPass[], stepMs: number): number {
  const first = passes[0]?.slotMs ?? 0;
  const last = passes.at(-1)?.slotMs ?? 0;
  return (last - first) / stepMs + 1 - passes.length;
}

/** Asks again until the answer is neither null nor false. */
export async function eventually<T>(what: string, check: () => Promise<T | null | false>, timeoutMs = 60_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== null && result !== false) return result;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
