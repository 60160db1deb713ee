import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SAMPLER_ENVIRONMENT, SAMPLER_NODE_FLAGS } from '#lib/sampler/node-flags.ts';
import { BENCH_CLUSTERS, startBenchCluster, type BenchSize } from './bench-clusters.ts';
import { quantile, spreadOf, table, type Spread } from './figures.ts';
import type { Probe, ProbedPass } from './pass-probe.ts';

const run = promisify(execFile);

/** Passes before the measured ones: connecting, and one of each slower reading. */
const WARM_UP = 4;
const MEASURED = 6;

interface Budget {
  requests: number | null;
  wallMs: number;
  cpuMs: number | null;
  rssMb: number;
  loopDelayP99Ms: number | null;
}

/** What a pass may cost; requests: 3 × brokers + ⌈groups ÷ 200⌉ + 10, and never more than 20 at three brokers. The small size has no budget of its own: it is printed beside the peers. */
const BUDGETS: Record<BenchSize, Budget | null> = {
  small: null,
  large: { requests: 20, wallMs: 1_000, cpuMs: 400, rssMb: 300, loopDelayP99Ms: null },
  huge: { requests: 105, wallMs: 3_000, cpuMs: null, rssMb: 300, loopDelayP99Ms: 50 },
};

/** Measured on the same shapes and the same kind of machine; a scrape of all lags. */
const PEERS: Record<BenchSize, { name: string; requests: number; wallMs: number; cpuMs: number | null; rssMb: number | null }[]> =
  {
    small: [
      { name: 'KMinion 2 (adminApi)', requests: 74, wallMs: 410, cpuMs: null, rssMb: null },
      { name: 'kafka_exporter', requests: 4_181, wallMs: 1_900, cpuMs: null, rssMb: null },
      { name: 'Redpanda Console 2.3', requests: 63, wallMs: 80, cpuMs: null, rssMb: null },
    ],
    large: [
      { name: 'KMinion 2 (adminApi)', requests: 1_024, wallMs: 3_000, cpuMs: 3_000, rssMb: 464 },
      { name: 'kafka_exporter', requests: 240_815, wallMs: 78_000, cpuMs: 43_000, rssMb: 669 },
      { name: 'Redpanda Console 2.3', requests: 1_013, wallMs: 790, cpuMs: 700, rssMb: 181 },
      { name: 'bare requests from Node', requests: 14, wallMs: 500, cpuMs: 180, rssMb: 143 },
    ],
    huge: [],
  };

/** Figures of one size. */
export interface PassBenchResult {
  size: BenchSize;
  requests: { median: number; max: number };
  bytesOut: number;
  bytesIn: number;
  wallMs: Spread;
  cpuMs: Spread;
  rssMb: number;
  peakRssMb: number;
  liveMb: Probe['liveMb'];
  loopDelayMs: { p99: number; max: number };
  /** Budgets that were missed, in words. */
  missed: string[];
}

/** Measures a pass on clusters of the given sizes and prints tables beside the budgets and the peers. Each size starts its brokers and takes up to some minutes. */
export async function passBench(options: { sizes: readonly BenchSize[] }): Promise<PassBenchResult[]> {
  const results: PassBenchResult[] = [];
  for (const size of options.sizes) {
    const result = await benchSize(size);
    results.push(result);
    process.stdout.write(`${report(result)}\n`);
  }
  return results;
}

async function benchSize(size: BenchSize): Promise<PassBenchResult> {
  const cluster = await startBenchCluster(size, (text) => say(size, text));
  try {
    say(size, 'measuring');
    const probe = join(import.meta.dirname, 'pass-probe.ts');
    const args = [cluster.bootstrap.join(','), WARM_UP, MEASURED, BENCH_CLUSTERS[size].stepMs].map(String);
    const { stdout } = await run(process.execPath, [...SAMPLER_NODE_FLAGS, probe, ...args], {
      maxBuffer: 10_000_000,
      env: { ...process.env, ...SAMPLER_ENVIRONMENT },
    });
    return summarize(size, JSON.parse(stdout) as Probe);
  } finally {
    await cluster.stop();
  }
}

function summarize(size: BenchSize, probe: Probe): PassBenchResult {
  const { shape } = BENCH_CLUSTERS[size];
  const passes = probe.passes.slice(WARM_UP);
  const expected = shape.groups * shape.partitionsPerGroup;
  const short = passes.find((pass) => pass.groupPartitions < expected);
  if (short !== undefined)
    throw new Error(`a pass saw ${short.groupPartitions} of ${expected} group-partitions: its cost says nothing`);
  const column = (pick: (pass: ProbedPass) => number) => passes.map(pick).toSorted((a, b) => a - b);
  const result: PassBenchResult = {
    size,
    requests: {
      median: quantile(
        column((pass) => pass.requests),
        0.5,
      ),
      max: Math.max(...probe.passes.slice(1).map((pass) => pass.requests)),
    },
    bytesOut: quantile(
      column((pass) => pass.bytesOut),
      0.5,
    ),
    bytesIn: quantile(
      column((pass) => pass.bytesIn),
      0.5,
    ),
    wallMs: spreadOf(column((pass) => pass.wallMs)),
    cpuMs: spreadOf(column((pass) => pass.cpuMs)),
    rssMb: probe.rssMb,
    peakRssMb: probe.peakRssMb,
    liveMb: probe.liveMb,
    loopDelayMs: probe.loopDelayMs,
    missed: [],
  };
  result.missed = missedBudgets(result);
  return result;
}

function missedBudgets(result: PassBenchResult): string[] {
  const budget = BUDGETS[result.size];
  if (budget === null) return [];
  const figures: [string, number, number | null][] = [
    ['requests', result.requests.max, budget.requests],
    ['wall ms', result.wallMs.p50, budget.wallMs],
    ['CPU ms', result.cpuMs.p50, budget.cpuMs],
    ['RSS MiB', result.rssMb, budget.rssMb],
    ['event-loop delay p99 ms', result.loopDelayMs.p99, budget.loopDelayP99Ms],
  ];
  return figures.flatMap(([what, is, most]) => (most !== null && is > most ? [`${what} ${Math.round(is)} > ${most}`] : []));
}

function report(result: PassBenchResult): string {
  const { shape, brokers } = BENCH_CLUSTERS[result.size];
  const budget = BUDGETS[result.size];
  const orDash = (value: number | null, unit: string) => (value === null ? '-' : `≤ ${value}${unit}`);
  const ms = ({ p50, p95 }: Spread) => `${Math.round(p50)} / ${Math.round(p95)} ms`;
  const rows = [
    ['', 'requests', 'wall p50 / p95', 'CPU p50 / p95', 'RSS'],
    [
      'Farol',
      `${result.requests.median} (max ${result.requests.max})`,
      ms(result.wallMs),
      ms(result.cpuMs),
      `${Math.round(result.rssMb)} MiB`,
    ],
    ...(budget === null
      ? []
      : [['budget', orDash(budget.requests, ''), `≤ ${budget.wallMs} ms`, orDash(budget.cpuMs, ' ms'), `≤ ${budget.rssMb} MiB`]]),
    ...PEERS[result.size].map((peer) => [
      peer.name,
      String(peer.requests),
      `${peer.wallMs} ms`,
      peer.cpuMs === null ? '-' : `${peer.cpuMs} ms`,
      peer.rssMb === null ? '-' : `${peer.rssMb} MiB`,
    ]),
  ];
  return [
    `One pass: ${shape.topics * shape.partitionsPerTopic} partitions, ${shape.groups} groups, ${shape.groups * shape.partitionsPerGroup} group-partitions, ${brokers} brokers; median of ${MEASURED} after ${WARM_UP}`,
    table(rows),
    `bytes: ${Math.round(result.bytesOut / 1024)} KiB out, ${Math.round(result.bytesIn / 1024)} KiB in; peak RSS ${Math.round(result.peakRssMb)} MiB; alive after a collection: heap ${Math.round(result.liveMb.heap)} MiB, columns and buffers ${Math.round(result.liveMb.buffers)} MiB; event-loop delay p99 ${Math.round(result.loopDelayMs.p99)} ms, worst ${Math.round(result.loopDelayMs.max)} ms`,
    budget === null ? '' : result.missed.length === 0 ? 'within budget' : `OVER BUDGET: ${result.missed.join(', ')}`,
  ].join('\n');
}

function say(size: BenchSize, text: string): void {
  process.stderr.write(`bench pass ${size}: ${text}\n`);
}
