import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import { SAMPLER_NODE_FLAGS } from '#lib/sampler/node-flags.ts';
import { startFakeCluster } from '#lib/testing/fake-broker/fake-cluster.ts';
import { fakeClusterOfShape } from '#lib/testing/fake-broker/fake-state.ts';
import { fillCluster, type ClusterShape } from './fill-cluster.ts';
import type { Probe, ProbedPass } from './pass-probe.ts';

const run = promisify(execFile);

/** Passes before the measured ones: connecting, and one of each slower reading. */
const WARM_UP = 4;
const MEASURED = 5;

/** `small` and `large` are real clusters; `huge` are fake brokers, for no machine of ours holds so many real partitions. */
export type PassBenchSize = 'small' | 'large' | 'huge';

interface Size {
  shape: ClusterShape;
  /** Heap of each real broker; null = fake brokers. */
  heapMb: number | null;
  /** Interval in force at this size. */
  stepMs: number;
}

const SIZES: Record<PassBenchSize, Size> = {
  small: { shape: { topics: 100, partitionsPerTopic: 10, groups: 50, partitionsPerGroup: 40 }, heapMb: 256, stepMs: 5_000 },
  large: {
    shape: { topics: 1_000, partitionsPerTopic: 20, groups: 1_000, partitionsPerGroup: 200 },
    heapMb: 2_048,
    stepMs: 15_000,
  },
  huge: {
    shape: { topics: 2_000, partitionsPerTopic: 50, groups: 1_000, partitionsPerGroup: 200 },
    heapMb: null,
    stepMs: 15_000,
  },
};

interface Budget {
  requests: number | null;
  wallMs: number;
  cpuMs: number | null;
  rssMb: number;
  loopDelayP99Ms: number | null;
}

/** What a pass may cost. The small size has no budget of its own: it is printed beside the peers. */
const BUDGETS: Record<PassBenchSize, Budget | null> = {
  small: null,
  large: { requests: 20, wallMs: 1_000, cpuMs: 400, rssMb: 300, loopDelayP99Ms: null },
  huge: { requests: null, wallMs: 3_000, cpuMs: null, rssMb: 300, loopDelayP99Ms: 50 },
};

/** Measured on the same shapes and the same kind of machine; a scrape of all lags. */
const PEERS: Record<
  PassBenchSize,
  { name: string; requests: number; wallMs: number; cpuMs: number | null; rssMb: number | null }[]
> = {
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
  size: PassBenchSize;
  requests: { median: number; max: number };
  bytesOut: number;
  bytesIn: number;
  wallMs: { median: number; p95: number };
  cpuMs: { median: number; p95: number };
  rssMb: number;
  peakRssMb: number;
  loopDelayMs: { p99: number; max: number };
  /** Budgets that were missed, in words. */
  missed: string[];
}

/** Measures a pass on clusters of the given sizes and prints tables beside the budgets and the peers. Each size starts three brokers and takes up to some minutes. */
export async function passBench(options: { sizes: readonly PassBenchSize[] }): Promise<PassBenchResult[]> {
  const results: PassBenchResult[] = [];
  for (const size of options.sizes) {
    const result = await benchSize(size);
    results.push(result);
    process.stdout.write(`${report(result)}\n`);
  }
  return results;
}

async function benchSize(size: PassBenchSize): Promise<PassBenchResult> {
  const cluster = await startFilled(size);
  try {
    say(size, 'measuring');
    const probe = join(import.meta.dirname, 'pass-probe.ts');
    const args = [cluster.bootstrap.join(','), WARM_UP, MEASURED, SIZES[size].stepMs].map(String);
    const { stdout } = await run(process.execPath, [...SAMPLER_NODE_FLAGS, probe, ...args], { maxBuffer: 10_000_000 });
    return summarize(size, JSON.parse(stdout) as Probe);
  } finally {
    await cluster.stop();
  }
}

/** Three brokers that hold the shape of this size. */
async function startFilled(size: PassBenchSize): Promise<{ bootstrap: readonly string[]; stop(): Promise<void> }> {
  const { shape, heapMb } = SIZES[size];
  if (heapMb === null) {
    say(size, `starting three fake brokers with ${shape.topics * shape.partitionsPerTopic} partitions, ${shape.groups} groups`);
    return startFakeCluster({ state: fakeClusterOfShape({ ...shape, brokers: 3 }), frozen: true });
  }
  say(size, `starting three brokers with ${heapMb} MiB each`);
  const brokerConfig = { 'log.index.size.max.bytes': '102400', 'log.cleaner.enable': 'false' };
  const cluster = await startCluster({ brokers: 3, heapMb, brokerConfig });
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
    say(size, `filling: ${shape.topics * shape.partitionsPerTopic} partitions, ${shape.groups} groups`);
    await fillCluster(bootstrap, shape, admin).finally(() => admin.close());
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { bootstrap, stop: () => cluster.stop() };
}

function summarize(size: PassBenchSize, probe: Probe): PassBenchResult {
  const { shape } = SIZES[size];
  const passes = probe.passes.slice(WARM_UP);
  const expected = shape.groups * shape.partitionsPerGroup;
  const short = passes.find((pass) => pass.groupPartitions < expected);
  if (short !== undefined)
    throw new Error(`a pass saw ${short.groupPartitions} of ${expected} group-partitions: its cost says nothing`);
  const column = (pick: (pass: ProbedPass) => number) => passes.map(pick).sort((a, b) => a - b);
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
    wallMs: spread(column((pass) => pass.wallMs)),
    cpuMs: spread(column((pass) => pass.cpuMs)),
    rssMb: probe.rssMb,
    peakRssMb: probe.peakRssMb,
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
    ['wall ms', result.wallMs.median, budget.wallMs],
    ['CPU ms', result.cpuMs.median, budget.cpuMs],
    ['RSS MiB', result.rssMb, budget.rssMb],
    ['event-loop delay p99 ms', result.loopDelayMs.p99, budget.loopDelayP99Ms],
  ];
  return figures.flatMap(([what, is, most]) => (most !== null && is > most ? [`${what} ${Math.round(is)} > ${most}`] : []));
}

function report(result: PassBenchResult): string {
  const { shape } = SIZES[result.size];
  const budget = BUDGETS[result.size];
  const orDash = (value: number | null, unit: string) => (value === null ? '-' : `≤ ${value}${unit}`);
  const ms = ({ median, p95 }: { median: number; p95: number }) => `${Math.round(median)} / ${Math.round(p95)} ms`;
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
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    `One pass: ${shape.topics * shape.partitionsPerTopic} partitions, ${shape.groups} groups, ${shape.groups * shape.partitionsPerGroup} group-partitions, 3 brokers; median of ${MEASURED} after ${WARM_UP}`,
    ...table,
    `bytes: ${Math.round(result.bytesOut / 1024)} KiB out, ${Math.round(result.bytesIn / 1024)} KiB in; peak RSS ${Math.round(result.peakRssMb)} MiB; event-loop delay p99 ${Math.round(result.loopDelayMs.p99)} ms, worst ${Math.round(result.loopDelayMs.max)} ms`,
    budget === null ? '' : result.missed.length === 0 ? 'within budget' : `OVER BUDGET: ${result.missed.join(', ')}`,
  ].join('\n');
}

function spread(sorted: readonly number[]): { median: number; p95: number } {
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

function say(size: PassBenchSize, text: string): void {
  process.stderr.write(`bench pass ${size}: ${text}\n`);
}
