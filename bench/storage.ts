import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { METRICS } from '#lib/catalog/metrics.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { startEmbeddedPostgres } from '#lib/store/embedded/embedded-postgres.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { migrate } from '#lib/store/migrate.ts';
import { prismaOn } from '#lib/store/prisma.ts';
import { decodeBlock } from '#lib/store/series/block-codec.ts';
import { compactNextWindow } from '#lib/store/series/compact.ts';
import { maintain } from '#lib/store/series/maintain.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import { readSeries, type ReadQuery } from '#lib/store/series/read.ts';
import { storeBlocks, type MaintenanceRight } from '#lib/store/series/store-blocks.ts';
import { SLOT_MS, WINDOW_MS } from '#lib/store/series/tiers.ts';
import type { PassWrite, Tier } from '#lib/store/series/types.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { createRandom } from '#lib/testing/random.ts';
import { spreadOf, type Spread } from './figures.ts';
import { report, type StorageFigures } from './storage-report.ts';
import { Traffic, type TrafficShape } from './storage-traffic.ts';

const STEP_MS = 5_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LEASE_MS = 3_600_000;
const SERIES = 20;

/** A working set as a mid-size installation has it: every topic has 20 partitions. A quarter of the topics is idle. */
const HISTORY: TrafficShape = { topics: 60, partitions: 20, groups: 20, topicsPerGroup: 4, idle: 0.25, stepMs: STEP_MS };
/** 20,000 partitions, 200,000 group-partitions. */
const LARGE: TrafficShape = { topics: 1_000, partitions: 20, groups: 1_000, topicsPerGroup: 10, idle: 0.25, stepMs: STEP_MS };

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** CPU milliseconds of this process while `run` ran. */
async function cpuOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function repeat(times: number, run: (i: number) => Promise<unknown>): Promise<Spread> {
  await run(0);
  const measured: number[] = [];
  for (let i = 0; i < times; i++) measured.push(await timed(() => run(i)));
  return spreadOf(measured);
}

interface Cluster extends MaintenanceRight {
  db: Database;
  traffic: Traffic;
  ownerIds: number[];
}

async function newCluster(db: Database, id: string, shape: TrafficShape): Promise<Cluster> {
  const { key } = await prismaOn(db).cluster.create({
    data: {
      id,
      name: id,
      source: 'app',
      bootstrap: ['localhost:9092'],
      security: 'PLAINTEXT',
      connectionSealed: new Uint8Array(1),
    },
  });
  const lease = await acquireLease(db, { clusterKey: key, holder: 'bench', ttlMs: LEASE_MS });
  if (lease === null) throw new Error('the lease is taken');
  const traffic = new Traffic(shape);
  const owners = await ensureOwners(db, key, traffic.owners());
  return { db, clusterKey: key, fence: lease.fence, traffic, ownerIds: owners.map((owner) => owner.ownerId) };
}

function nextPass(cluster: Cluster, startedAtMs: number): PassWrite {
  return {
    clusterKey: cluster.clusterKey,
    fence: cluster.fence,
    startedAtMs,
    stepMs: STEP_MS,
    durationMs: 400,
    requests: 12,
    bytesOut: 10_000,
    bytesIn: 900_000,
    brokersAnswered: 3,
    brokersExpected: 3,
    fault: null,
    ...passColumns(cluster.traffic.next(cluster.ownerIds)),
  };
}

async function relationBytes(db: Database, tier: Tier): Promise<number> {
  const { rows } = await db.pool.query<{ bytes: number }>(
    `SELECT sum(pg_total_relation_size(relid))::float8 AS bytes FROM pg_partition_tree('ts.${tier}') WHERE isleaf`,
  );
  return rows[0]?.bytes ?? 0;
}

/** Writes `hours` of passes up to now and lets maintenance work as it does in the sampler. Returns the number of values written. */
async function writeHistory(cluster: Cluster, fromMs: number, toMs: number): Promise<number> {
  let values = 0;
  for (let at = fromMs; at < toMs; at += STEP_MS) {
    const pass = nextPass(cluster, at);
    for (const column of pass.columns) values += column.values.length;
    await writePass(cluster.db, pass);
    if (at % WINDOW_MS.raw === 0) await maintain(cluster.db, { ...cluster, now: at });
  }
  return values;
}

/** Fills the coarser tiers of the past with the statistics of `Traffic`, for the topics alone: writing 90 days of passes would take days. */
async function writePast(cluster: Cluster, tier: 'minute' | 'hour', fromMs: number, toMs: number): Promise<number> {
  const random = createRandom(7);
  const slots = WINDOW_MS[tier] / SLOT_MS[tier];
  const { topics, partitions } = cluster.traffic.shape;
  let values = 0;
  for (let t0Ms = fromMs; t0Ms < toMs; t0Ms += WINDOW_MS[tier]) {
    const blocks = cluster.ownerIds.slice(0, topics).map((ownerId, i) => {
      const rate = 10 + i * 20;
      const perSlot = (rate / partitions) * (SLOT_MS[tier] / 1000);
      const end = new Float64Array(partitions * slots);
      for (let sub = 0; sub < partitions; sub++) {
        let offset = 1e8 + sub * 1e6 + t0Ms / 1e4;
        for (let slot = 0; slot < slots; slot++) end[sub * slots + slot] = offset += Math.round(perSlot * (0.8 + 0.4 * random()));
      }
      const gauge = (spreadBy: number): Float64Array =>
        Float64Array.from({ length: slots }, () => rate * (1 + spreadBy * (random() - 0.5)));
      const gauges = (['topic.messages_in', 'topic.messages_out', 'topic.lag', 'topic.size_bytes'] as const).flatMap((name) => {
        const column = { metricId: METRICS[name].id, scale: 100, subs: 1 };
        return [
          { ...column, channel: 'value' as const, values: gauge(0.2) },
          { ...column, channel: 'min' as const, values: gauge(0.1).map((value) => value * 0.7) },
          { ...column, channel: 'max' as const, values: gauge(0.1).map((value) => value * 1.3) },
        ];
      });
      const columns = [
        ...gauges,
        { metricId: METRICS['topic.end_offset'].id, channel: 'value' as const, scale: 1, subs: partitions, values: end },
      ];
      values += slots * (partitions + gauges.length);
      return { ownerId, t0Ms, stepMs: SLOT_MS[tier], slots, columns };
    });
    await storeBlocks(cluster.db, cluster, tier, blocks);
  }
  return values;
}

function topicSummary(i: number, round: number): TopicSummary {
  return {
    name: `topic-${i}`,
    topicId: `AAAAAAAAAAAAAAAAAAAA${i}`,
    internal: false,
    fault: null,
    notSeen: null,
    partitions: 20,
    replicationFactor: 3,
    offlinePartitions: 0,
    underReplicatedPartitions: 0,
    underMinIsrPartitions: 0,
    minInsyncReplicas: 2,
    cleanupPolicy: 'delete',
    retentionMs: '604800000',
    messagesInPerSecond: { value: i + round / 7, known: 20, total: 20 },
    offsetsHeld: { value: String(i * 1e6 + round), known: 20, total: 20 },
    sizeBytes: String(i * 1e9),
    lag: { value: String(i * round), known: 40, total: 40 },
    secondsBehind: { lower: round, upper: round + 15, point: round + 7, source: 'observed' },
    openTransactionOffsets: null,
    groups: 2,
    hottestPartitionShare: 0.07,
    hottestPartition: 3,
  };
}

async function measureLarge(db: Database, figures: StorageFigures): Promise<void> {
  const large = await newCluster(db, 'large', LARGE);
  const windowMs = Math.floor((Date.now() - 2 * WINDOW_MS.raw) / WINDOW_MS.raw) * WINDOW_MS.raw;
  const times: number[] = [];
  const bytes: number[] = [];
  let cpu = 0;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  for (let i = 0; i < WINDOW_MS.raw / STEP_MS; i++) {
    const pass = nextPass(large, windowMs + i * STEP_MS);
    figures.largePassValues = pass.columns.reduce((sum, column) => sum + column.values.length, 0);
    const topics = Array.from({ length: LARGE.topics }, (_, t) => topicSummary(t, i));
    delay.enable();
    cpu += await cpuOf(async () =>
      times.push(await timed(async () => bytes.push((await writePass(db, pass, { topics })).bytes))),
    );
    delay.disable();
  }
  figures.largePassWriteMs = spreadOf(times);
  figures.largePassWriteCpuMs = cpu / times.length;
  figures.largePassBytes = spreadOf(bytes).p50;
  figures.largePassEventLoopDelayMs = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
  const open: ReadQuery = {
    clusterKey: large.clusterKey,
    ownerIds: large.ownerIds.slice(0, SERIES),
    metricIds: [METRICS['topic.messages_in'].id],
    tier: 'raw',
    fromMs: windowMs,
    toMs: windowMs + WINDOW_MS.raw,
  };
  figures.chartMs['live tail, 20 series of 20,000 partitions, first read'] = spreadOf([await timed(() => readSeries(db, open))]);
  figures.chartMs['live tail, 20 series of 20,000 partitions, refreshed'] = await repeat(20, () => readSeries(db, open));
  const compacting = monitorEventLoopDelay({ resolution: 5 });
  compacting.enable();
  figures.largeCompactCpuMs = await cpuOf(async () => {
    figures.largeCompactMs = await timed(() => compactNextWindow(db, large, Date.now()));
  });
  compacting.disable();
  figures.largeCompactEventLoopDelayMs = { p99: compacting.percentile(99) / 1e6, max: compacting.max / 1e6 };
}

async function measureSnapshot(db: Database, cluster: Cluster, nowMs: number, figures: StorageFigures): Promise<void> {
  const write = (round: number): Promise<unknown> =>
    writePass(db, nextPass(cluster, nowMs + round * STEP_MS), {
      topics: Array.from({ length: 10_000 }, (_, i) => topicSummary(i, round)),
    });
  const changed: number[] = [];
  for (let round = 0; round < 12; round++) {
    await write(round);
    changed.push(await timed(() => readSnapshot(db, cluster.clusterKey, ['topics'])));
  }
  figures.snapshotMs['10,000 topics, changed since'] = spreadOf(changed);
  figures.snapshotMs['10,000 topics, unchanged'] = await repeat(40, () => readSnapshot(db, cluster.clusterKey, ['topics']));
}

async function measureCharts(db: Database, cluster: Cluster, nowMs: number, figures: StorageFigures): Promise<void> {
  const topics = cluster.traffic.shape.topics;
  const query = (tier: Tier, rangeMs: number, metric: number, owners: number, i: number): ReadQuery => ({
    clusterKey: cluster.clusterKey,
    ownerIds: Array.from({ length: owners }, (_, n) => cluster.ownerIds[(n + i * 3) % topics] ?? -1),
    metricIds: [metric],
    tier,
    fromMs: nowMs - rangeMs,
    toMs: nowMs,
  });
  const rate = METRICS['topic.messages_in'].id;
  const offsets = METRICS['topic.end_offset'].id;
  for (const [name, tier, rangeMs] of [
    ['6 h raw', 'raw', 6 * HOUR_MS],
    ['7 d minute', 'minute', 7 * DAY_MS],
    ['90 d hour', 'hour', 90 * DAY_MS],
  ] as const) {
    figures.chartMs[`${name}, 20 topics`] = await repeat(30, (i) => readSeries(db, query(tier, rangeMs, rate, SERIES, i)));
    figures.chartMs[`${name}, 20 partitions of a topic`] = await repeat(30, (i) =>
      readSeries(db, query(tier, rangeMs, offsets, 1, i)),
    );
  }
}

async function measureBytes(db: Database, values: Record<Tier, number>, figures: StorageFigures): Promise<void> {
  for (const tier of ['raw', 'minute', 'hour'] as const) {
    figures.bytesPerValue[tier] = (await relationBytes(db, tier)) / values[tier];
  }
  const { rows } = await db.pool.query<{ kind: number; blocks: number; bytes: number }>(
    `SELECT o.kind, count(*)::float8 AS blocks, sum(octet_length(b.body))::float8 AS bytes FROM ts.raw b JOIN ts.owner o USING (owner_id) GROUP BY o.kind`,
  );
  const total = await relationBytes(db, 'raw');
  const blocks = rows.reduce((sum, row) => sum + row.blocks, 0);
  const overhead = (total - rows.reduce((sum, row) => sum + row.bytes, 0)) / blocks;
  const perBlock = new Map([
    [3, { name: 'topic', values: 2 * HISTORY.partitions + 5 }],
    [4, { name: 'group', values: 3 }],
    [5, { name: 'group_topic', values: HISTORY.partitions + 2 }],
  ]);
  for (const { kind, blocks: count, bytes } of rows) {
    const shape = perBlock.get(kind);
    if (shape !== undefined) {
      figures.rawBytesPerValueByKind[shape.name] = (bytes / count + overhead) / (shape.values * (WINDOW_MS.raw / STEP_MS));
    }
  }
}

/** Measures the store on a real PostgreSQL in a temporary folder, with the settings of the embedded one: stored bytes per value by tier, time of a pass of 20,000 partitions × 200,000 group-partitions, chart and list reads. About 2 minutes. */
export async function storageBench(print: (line: string) => void = () => undefined): Promise<StorageFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'farol-bench-storage-'));
  const server = await startEmbeddedPostgres({ dataDir: folder });
  const db = openDatabase({ url: server.url, applicationName: 'farol-bench', logger: silentLogger });
  const none: Spread = { p50: Number.NaN, p95: Number.NaN, p99: Number.NaN, max: Number.NaN };
  const figures: StorageFigures = {
    bytesPerValue: { raw: Number.NaN, minute: Number.NaN, hour: Number.NaN },
    rawBytesPerValueByKind: {},
    largePassValues: 0,
    largePassBytes: 0,
    largePassWriteMs: none,
    largePassWriteCpuMs: Number.NaN,
    largePassEventLoopDelayMs: { p99: Number.NaN, max: Number.NaN },
    largeCompactMs: Number.NaN,
    largeCompactCpuMs: Number.NaN,
    largeCompactEventLoopDelayMs: { p99: Number.NaN, max: Number.NaN },
    chartMs: {},
    snapshotMs: {},
  };
  try {
    await migrate(db, { logger: silentLogger });
    const nowMs = Math.floor(Date.now() / WINDOW_MS.raw) * WINDOW_MS.raw;
    const fromMs = nowMs - 6 * HOUR_MS;
    const cluster = await newCluster(db, 'history', HISTORY);
    print('storage: writing 6 h of passes, 7 d of minutes, 90 d of hours');
    const rawValues = await writeHistory(cluster, fromMs, nowMs);
    await maintain(db, { ...cluster, now: nowMs + 60_000 });
    const hourFrom = Math.floor(fromMs / HOUR_MS) * HOUR_MS;
    const dayFrom = Math.floor(fromMs / DAY_MS) * DAY_MS;
    const hours = await writePast(cluster, 'hour', dayFrom - 90 * DAY_MS, dayFrom);
    await writePast(cluster, 'minute', hourFrom - 7 * DAY_MS, hourFrom);
    await db.pool.query('ANALYZE');
    const minuteValues = await countValues(db, 'minute');
    await measureBytes(db, { raw: rawValues, minute: minuteValues, hour: hours }, figures);
    await measureCharts(db, cluster, nowMs, figures);
    await measureSnapshot(db, cluster, nowMs, figures);
    print('storage: writing passes of 20,000 partitions × 200,000 group-partitions');
    await measureLarge(db, figures);
    report(figures, print);
    return figures;
  } finally {
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function countValues(db: Database, tier: Tier): Promise<number> {
  const { rows } = await db.pool.query<{ body: Buffer }>(`SELECT body FROM ts.${tier}`);
  let known = 0;
  for (const { body } of rows) {
    for (const { values } of decodeBlock(body)?.columns ?? []) for (const value of values) if (!Number.isNaN(value)) known += 1;
  }
  return known;
}
