import { setTimeout as sleep } from 'node:timers/promises';
import { BENCH_CLUSTERS, startBenchCluster, type BenchSize } from './bench-clusters.ts';
import { rssMbOf, spreadOf, table, type Spread } from './figures.ts';
import { startProduct, until, type Product } from './product.ts';

/** How long requests are made: several passes of the slower cadence. */
const MEASURE_MS = 75_000;
const PAUSE_MS = 20;
const HOUR_MS = 3_600_000;
/** p95 of a list and of a chart while passes run, milliseconds. */
const LIST_BUDGET_MS = 150;
const CHART_BUDGET_MS = 150;

interface Asked {
  what: string;
  budgetMs: number;
  path: (nowMs: number) => string;
}

const ASKED: readonly Asked[] = [
  { what: 'topics, first 100', budgetMs: LIST_BUDGET_MS, path: () => '/topics?limit=100' },
  { what: 'topics by rate', budgetMs: LIST_BUDGET_MS, path: () => '/topics?limit=100&sort=messagesInPerSecond&order=desc' },
  { what: 'groups by lag', budgetMs: LIST_BUDGET_MS, path: () => '/groups?limit=100&sort=lag&order=desc' },
  { what: 'overview', budgetMs: LIST_BUDGET_MS, path: () => '/overview' },
  { what: 'chart of the cluster, 6 h', budgetMs: CHART_BUDGET_MS, path: (now) => `/series?metric=cluster.lag&${range(now)}` },
  {
    what: 'chart of the top 20 topics, 6 h',
    budgetMs: CHART_BUDGET_MS,
    path: (now) => `/series?metric=topic.messages_in&by=topic&top=20&${range(now)}`,
  },
  {
    what: 'chart of the top 20 groups, 6 h',
    budgetMs: CHART_BUDGET_MS,
    path: (now) => `/series?metric=group.lag&by=group&top=20&${range(now)}`,
  },
];

function range(nowMs: number): string {
  return `from=${nowMs - 6 * HOUR_MS}&to=${nowMs}&points=300`;
}

/** Times of list and chart requests on the running product while its sampler takes passes. Returns the budgets that were missed, in words. */
export async function apiBench(size: BenchSize, print: (line: string) => void): Promise<string[]> {
  const cluster = await startBenchCluster(size, (text) => process.stderr.write(`bench api ${size}: ${text}\n`));
  let product: Product | null = null;
  try {
    product = await startProduct(cluster.bootstrap, { web: true });
    const { web } = product;
    if (web === null) throw new Error('there is no web server');
    const base = `${web.url}/api/v1/clusters/${product.clusterId}`;
    const ask = async (path: string): Promise<number> => {
      const startedAt = performance.now();
      const response = await fetch(base + path, { headers: { cookie: web.cookie } });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      return performance.now() - startedAt;
    };
    process.stderr.write(`bench api ${size}: waiting for the first passes\n`);
    await until(async () => (await passes(product)) >= 3, 'the third pass');
    for (const { path } of ASKED) await ask(path(Date.now()));
    process.stderr.write(`bench api ${size}: asking for ${MEASURE_MS / 1000} s\n`);
    const times = new Map<string, number[]>(ASKED.map(({ what }) => [what, []]));
    const passesBefore = await passes(product);
    const endAt = performance.now() + MEASURE_MS;
    while (performance.now() < endAt) {
      for (const { what, path } of ASKED) {
        times.get(what)?.push(await ask(path(Date.now())));
        await sleep(PAUSE_MS);
      }
    }
    const taken = (await passes(product)) - passesBefore;
    const rss = { web: await rssMbOf(web.pid), sampler: await rssMbOf(product.samplerPid) };
    return report(size, { times, passes: taken, rss }, print);
  } finally {
    await product?.stop();
    await cluster.stop();
  }
}

async function passes(product: Product | null): Promise<number> {
  const rows = await product?.db.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM ts.pass WHERE cluster_key = $1 AND fault IS NULL',
    [product.clusterKey],
  );
  return rows?.rows[0]?.n ?? 0;
}

function report(
  size: BenchSize,
  measured: { times: ReadonlyMap<string, number[]>; passes: number; rss: { web: number; sampler: number } },
  print: (line: string) => void,
): string[] {
  const { shape } = BENCH_CLUSTERS[size];
  const ms = ({ p50, p95, p99 }: Spread) => `${[p50, p95, p99].map((value) => value.toFixed(1)).join(' / ')} ms`;
  const spreads = ASKED.map(({ what, budgetMs }) => ({ what, budgetMs, spread: spreadOf(measured.times.get(what) ?? []) }));
  print(
    `API during ${measured.passes} passes: ${shape.topics * shape.partitionsPerTopic} partitions, ${shape.groups} groups; RSS web ${Math.round(measured.rss.web)} MiB, sampler ${Math.round(measured.rss.sampler)} MiB`,
  );
  print(
    table([
      ['', 'p50 / p95 / p99', 'budget of p95', 'requests'],
      ...spreads.map(({ what, budgetMs, spread }) => [
        what,
        ms(spread),
        `≤ ${budgetMs} ms`,
        String(measured.times.get(what)?.length ?? 0),
      ]),
    ]),
  );
  return spreads.flatMap(({ what, budgetMs, spread }) =>
    spread.p95 <= budgetMs ? [] : [`API ${size}, ${what}: p95 ${Math.round(spread.p95)} ms, budget ${budgetMs}`],
  );
}
