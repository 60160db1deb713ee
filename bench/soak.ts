import { setTimeout as sleep } from 'node:timers/promises';
import { listHeartbeats } from '#lib/store/heartbeat.ts';
import { BENCH_CLUSTERS, startBenchCluster, type BenchSize } from './bench-clusters.ts';
import { rssMbOf, spreadOf, table } from './figures.ts';
import { startProduct, until, type Product } from './product.ts';

const EVERY_MS = 5_000;
const RSS_BUDGET_MB = 300;
const LOOP_DELAY_BUDGET_MS = 50;
/** Growth of memory between the first and the last third that is no leak but the wandering of a collector. */
const GROWTH_BUDGET_MB = 30;

/** Memory and event-loop delay of the sampler's process over a long time, on fake brokers or real ones. Returns the budgets that were missed, in words. */
export async function soakBench(size: BenchSize, minutes: number, print: (line: string) => void): Promise<string[]> {
  const say = (text: string) => process.stderr.write(`bench soak ${size}: ${text}\n`);
  const cluster = await startBenchCluster(size, say);
  let product: Product | null = null;
  try {
    product = await startProduct(cluster.bootstrap, { web: false });
    const { db, clusterKey, samplerPid } = product;
    const passes = async () =>
      (
        await db.pool.query<{ n: number; ms: number }>(
          'SELECT count(*)::int AS n, max(duration_ms)::int AS ms FROM ts.pass WHERE cluster_key = $1 AND fault IS NULL',
          [clusterKey],
        )
      ).rows[0] ?? { n: 0, ms: 0 };
    await until(async () => (await passes()).n >= 2, 'the second pass');
    say(`watching for ${minutes} min`);
    const rss: number[] = [];
    const delays: number[] = [];
    const endAt = performance.now() + minutes * 60_000;
    while (performance.now() < endAt) {
      await sleep(EVERY_MS);
      rss.push(await rssMbOf(samplerPid));
      const delay = loopDelayOf((await listHeartbeats(db))[0]?.info);
      if (delay !== null) delays.push(delay);
    }
    const { shape } = BENCH_CLUSTERS[size];
    const third = Math.max(1, Math.floor(rss.length / 3));
    const grown = spreadOf(rss.slice(-third)).p50 - spreadOf(rss.slice(0, third)).p50;
    const memory = spreadOf(rss);
    const delay = spreadOf(delays);
    const { n, ms } = await passes();
    print(
      `Soak: ${minutes} min, ${shape.topics * shape.partitionsPerTopic} partitions, ${shape.groups} groups, ${n} passes, the longest ${ms} ms`,
    );
    print(
      table([
        ['', 'measured', 'budget'],
        ['sampler RSS p50 / max', `${Math.round(memory.p50)} / ${Math.round(memory.max)} MiB`, `≤ ${RSS_BUDGET_MB} MiB`],
        ['growth, last third over first', `${grown.toFixed(1)} MiB`, `≤ ${GROWTH_BUDGET_MB} MiB`],
        [
          'event-loop delay p99, median / worst report',
          `${delay.p50.toFixed(1)} / ${delay.max.toFixed(1)} ms`,
          `≤ ${LOOP_DELAY_BUDGET_MS} ms`,
        ],
      ]),
    );
    return [
      ...(memory.p50 > RSS_BUDGET_MB ? [`soak ${size}: sampler RSS ${Math.round(memory.p50)} MiB, budget ${RSS_BUDGET_MB}`] : []),
      ...(grown > GROWTH_BUDGET_MB ? [`soak ${size}: memory grew by ${Math.round(grown)} MiB, budget ${GROWTH_BUDGET_MB}`] : []),
      ...(delay.p50 > LOOP_DELAY_BUDGET_MS
        ? [`soak ${size}: event-loop delay p99 ${Math.round(delay.p50)} ms, budget ${LOOP_DELAY_BUDGET_MS}`]
        : []),
    ];
  } finally {
    await product?.stop();
    await cluster.stop();
  }
}

/** p99 of the event-loop delay since the heartbeat before, milliseconds; null where the sampler did not tell. */
function loopDelayOf(info: unknown): number | null {
  const value = typeof info === 'object' && info !== null && 'loopDelayP99Ms' in info ? info.loopDelayP99Ms : null;
  return typeof value === 'number' ? value : null;
}
