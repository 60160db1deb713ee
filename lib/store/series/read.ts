import { metricById } from '#lib/catalog/metrics.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Database } from '../database.ts';
import { aggregate } from './aggregate.ts';
import { decodeBlock } from './block-codec.ts';
import { readOpenWindows } from './pass-log.ts';
import { readBlocks, toOwnerBlock, type BlockRow } from './read-blocks.ts';
import { ceilTo, floorTo, SLOT_MS, timestamp } from './tiers.ts';
import type { ReadColumn, ReadResult, Tier } from './types.ts';
import { readWatermarks, type Watermarks } from './watermark.ts';
import type { OwnerBlock } from './window.ts';

/** Which series to read. Owners of other clusters give nothing. */
export interface ReadQuery {
  clusterKey: number;
  ownerIds: readonly number[];
  metricIds: readonly number[];
  /** Partitions of per-partition metrics; all when absent. */
  subs?: readonly number[];
  tier: Tier;
  /** Half-open [fromMs, toMs), widened to the slot grid of the tier. */
  fromMs: number;
  toMs: number;
}

/** Cadence shown for raw values where there is none to learn it from. */
const DEFAULT_STEP_MS = 5_000;
/** More slots than any chart or export asks for; beyond it a query is a mistake that would eat the memory. */
const SLOTS_MAX = 200_000;

interface Reader {
  db: Pick<Database, 'pool'>;
  query: ReadQuery;
  marks: Watermarks;
  wanted: (metricId: number) => boolean;
  /** Whether only whole-owner metrics are wanted. */
  narrow: boolean;
}

/**
 * Reads stored series on the tier's grid. The part that the tier has not got yet comes from the finer ones (hour ← minute ← raw ← logged passes), so that a chart is up to date whatever the tier.
 * An owner, metric or partition without any value in the range has no column. Throws AppError('invalid') for a range that is empty or far too long for the tier.
 */
export async function readSeries(db: Pick<Database, 'pool'>, query: ReadQuery): Promise<ReadResult> {
  if (!(query.fromMs < query.toMs)) throw new AppError('invalid', 'The time range is empty: its start must lie before its end.');
  const smallestStep = query.tier === 'raw' ? 1_000 : SLOT_MS[query.tier];
  if ((query.toMs - query.fromMs) / smallestStep > SLOTS_MAX) {
    throw new AppError(
      'invalid',
      `The time range is too long for ${query.tier} values: choose a coarser tier or a shorter range.`,
    );
  }
  const marks = await readWatermarks(db, query.clusterKey);
  const metricIds = new Set(query.metricIds);
  const narrow = query.metricIds.every((id) => metricById(id)?.metric.perPartition === false);
  const reader = marks === null ? null : { db, query, marks, wanted: (id: number) => metricIds.has(id), narrow };
  if (query.tier === 'raw') {
    const blocks = reader === null ? [] : await loadRaw(reader, query.fromMs, query.toMs);
    const stepMs = blocks.reduce((step, block) => Math.min(step, block.stepMs), Number.POSITIVE_INFINITY);
    return place(query, blocks, Number.isFinite(stepMs) ? stepMs : DEFAULT_STEP_MS);
  }
  const stepMs = SLOT_MS[query.tier];
  const fromMs = floorTo(query.fromMs, stepMs);
  const toMs = ceilTo(query.toMs, stepMs);
  const load = query.tier === 'minute' ? loadMinutes : loadHours;
  return place(query, reader === null ? [] : await load(reader, fromMs, toMs), stepMs);
}

async function loadRaw(reader: Reader, fromMs: number, toMs: number): Promise<OwnerBlock[]> {
  const { db, query, marks } = reader;
  const [closed, open] = await Promise.all([
    readStored(reader, 'raw', fromMs, Math.min(toMs, marks.raw)),
    readOpenWindows(db, query.clusterKey, query.ownerIds, Math.max(fromMs, marks.raw), toMs, marks.raw),
  ]);
  return [...closed, ...open];
}

async function loadMinutes(reader: Reader, fromMs: number, toMs: number): Promise<OwnerBlock[]> {
  const tailFromMs = Math.max(fromMs, reader.marks.minute);
  const [made, tail] = await Promise.all([
    readStored(reader, 'minute', fromMs, Math.min(toMs, reader.marks.minute)),
    tailFromMs < toMs ? loadRaw(reader, tailFromMs, toMs) : [],
  ]);
  return [...made, ...coarsen(tail, tailFromMs, toMs, SLOT_MS.minute)];
}

async function loadHours(reader: Reader, fromMs: number, toMs: number): Promise<OwnerBlock[]> {
  const tailFromMs = Math.max(fromMs, reader.marks.hour);
  const [made, tail] = await Promise.all([
    readStored(reader, 'hour', fromMs, Math.min(toMs, reader.marks.hour)),
    tailFromMs < toMs ? loadMinutes(reader, tailFromMs, toMs) : [],
  ]);
  return [...made, ...coarsen(tail, tailFromMs, toMs, SLOT_MS.hour)];
}

const readStored = (reader: Reader, tier: Tier, fromMs: number, toMs: number): Promise<OwnerBlock[]> =>
  readBlocks(
    reader.db,
    { clusterKey: reader.query.clusterKey, ownerIds: reader.query.ownerIds, tier, fromMs, toMs },
    reader.wanted,
    reader.narrow,
  );

function coarsen(blocks: readonly OwnerBlock[], fromMs: number, toMs: number, bucketMs: number): OwnerBlock[] {
  const grid = { fromMs, bucketMs, buckets: Math.ceil((toMs - fromMs) / bucketMs) };
  return [...Map.groupBy(blocks, (block) => block.ownerId)].map(([ownerId, own]) =>
    aggregate(
      own.sort((a, b) => a.t0Ms - b.t0Ms),
      ownerId,
      grid,
    ),
  );
}

/** Puts blocks on one grid. */
function place(query: ReadQuery, blocks: readonly OwnerBlock[], stepMs: number): ReadResult {
  const fromMs = floorTo(query.fromMs, stepMs);
  const slots = Math.round((ceilTo(query.toMs, stepMs) - fromMs) / stepMs);
  const subs = query.subs === undefined ? null : new Set(query.subs);
  const metrics = new Set(query.metricIds);
  const columns = new Map<string, ReadColumn>();
  const empty = (): Float64Array => new Float64Array(slots).fill(Number.NaN);
  for (const block of blocks) {
    for (const { metricId, channel, subs: width, values } of block.columns) {
      if (!metrics.has(metricId)) continue;
      const perPartition = metricById(metricId)?.metric.perPartition !== false;
      for (let sub = 0; sub < width; sub++) {
        if (perPartition && subs !== null && !subs.has(sub)) continue;
        const key = `${block.ownerId}/${metricId}/${sub}`;
        let column = columns.get(key);
        if (column === undefined) {
          column = { ownerId: block.ownerId, metricId, sub, values: empty(), min: null, max: null };
          columns.set(key, column);
        }
        const target = channel === 'value' ? column.values : (column[channel] ??= empty());
        for (let slot = 0; slot < block.slots; slot++) {
          const value = values[sub * block.slots + slot] as number;
          const at = Math.floor((block.t0Ms + slot * block.stepMs - fromMs) / stepMs);
          if (at >= 0 && at < slots && !Number.isNaN(value)) target[at] = value;
        }
      }
    }
  }
  const known = [...columns.values()].filter((column) => column.values.some((value) => !Number.isNaN(value)));
  return { tier: query.tier, fromMs, stepMs, columns: known };
}

/** Values of one metric of one owner in one pass; position = partition number for per-partition metrics. */
interface LatestColumn {
  metricId: number;
  values: Float64Array;
}

/** The values of the newest pass that knew anything of an owner. */
export interface LatestValues {
  slotMs: number;
  /** Only metrics with a known value, by number; NaN = unknown in that pass. */
  columns: LatestColumn[];
}

/** Later than any pass, and still a year that PostgreSQL and JavaScript write alike. */
const END_OF_TIME_MS = Date.UTC(9999, 0, 1);
/** How far back raw values exist at all. */
const LATEST_LOOK_BACK_MS = 48 * 3_600_000;

/** For each owner, the values of the newest pass in which any of them was known. An owner without any in the last 48 h is absent. `slotMs` tells how old they are. */
export async function readLatest(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  ownerIds: readonly number[],
): Promise<Map<number, LatestValues>> {
  const latest = new Map<number, LatestValues>();
  const marks = await readWatermarks(db, clusterKey);
  if (marks === null) return latest;
  const keep = (block: OwnerBlock): void => {
    const found = latestOf(block);
    if (found !== null && found.slotMs >= (latest.get(block.ownerId)?.slotMs ?? Number.NEGATIVE_INFINITY))
      latest.set(block.ownerId, found);
  };
  const open = await readOpenWindows(db, clusterKey, ownerIds, marks.raw, END_OF_TIME_MS, marks.raw);
  open.forEach(keep);
  const missing = ownerIds.filter((id) => !latest.has(id));
  if (missing.length === 0) return latest;
  const { rows } = await db.pool.query<BlockRow>(
    `SELECT o.owner_id, (extract(epoch FROM b.t0) * 1000)::float8 AS t0_ms, b.body
     FROM ts.owner o CROSS JOIN LATERAL (
       SELECT t0, body FROM ts.raw WHERE owner_id = o.owner_id AND t0 >= $3 ORDER BY t0 DESC LIMIT 1) b
     WHERE o.cluster_key = $1 AND o.owner_id = ANY ($2::int[])`,
    [clusterKey, missing, timestamp(marks.raw - LATEST_LOOK_BACK_MS)],
  );
  for (const row of rows) {
    const block = decodeBlock(row.body);
    if (block !== null) keep(toOwnerBlock(row, block));
  }
  return latest;
}

function latestOf(block: OwnerBlock): LatestValues | null {
  for (let slot = block.slots - 1; slot >= 0; slot--) {
    const columns: LatestColumn[] = [];
    for (const { metricId, channel, subs, values } of block.columns) {
      if (channel !== 'value') continue;
      const now = Float64Array.from({ length: subs }, (_, sub) => values[sub * block.slots + slot] as number);
      if (now.some((value) => !Number.isNaN(value))) columns.push({ metricId, values: now });
    }
    if (columns.length > 0)
      return { slotMs: block.t0Ms + slot * block.stepMs, columns: columns.sort((a, b) => a.metricId - b.metricId) };
  }
  return null;
}

/** Starts of the slots (or, with `bucketMs`, of the buckets) in [fromMs, toMs) in which a pass was stored, ascending, epoch ms. Passes that failed as a whole do not count. Kept for 30 days. */
export async function readPassSlots(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  fromMs: number,
  toMs: number,
  bucketMs?: number,
): Promise<Float64Array> {
  const { rows } = await db.pool.query<{ at: number }>(
    `SELECT DISTINCT CASE WHEN $4::float8 IS NULL THEN ms ELSE floor(ms / $4::float8) * $4::float8 END AS at
     FROM (SELECT (extract(epoch FROM slot) * 1000)::float8 AS ms FROM ts.pass
           WHERE cluster_key = $1 AND slot >= $2 AND slot < $3 AND fault IS NULL) p
     ORDER BY at`,
    [clusterKey, timestamp(fromMs), timestamp(toMs), bucketMs ?? null],
  );
  return Float64Array.from(rows, (row) => row.at);
}
