import { STORED_TABLES, type StoredTable } from '#lib/contracts/farol.ts';
import type { readStoredTables, StoredRelation } from '#lib/store/series/stored-tables.ts';
import { RETENTION_MS, WINDOW_MS } from '#lib/store/series/tiers.ts';

type Stored = Awaited<ReturnType<typeof readStoredTables>>;
type Name = StoredTable['table'];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** So much history at least before a daily growth is told from it: two rows of a tier, an hour of what has no tier. */
const LEAST_MS: Partial<Record<Name, number>> = {
  pass: HOUR_MS,
  raw: 2 * WINDOW_MS.raw,
  minute: 2 * WINDOW_MS.minute,
  hour: 2 * WINDOW_MS.hour,
  canary: HOUR_MS,
  event: HOUR_MS,
};

/** What is stored, tier by tier. `nowMs` bounds what has no mark of its own. */
export function storedTables(stored: Stored, nowMs: number): StoredTable[] {
  const byTable = Map.groupBy(stored.relations, ({ table }): Name => table ?? 'now');
  return STORED_TABLES.map((table) => describe(table, byTable.get(table) ?? [], stored, nowMs));
}

function describe(table: Name, relations: readonly StoredRelation[], stored: Stored, nowMs: number): StoredTable {
  const filled = relations.filter(({ isEmpty }) => !isEmpty);
  const bytes = sum(filled.map((relation) => relation.bytes));
  const rows = filled.map((relation) => relation.rows);
  const oldestMs = table === 'now' ? null : oldestOf(filled, stored.firstMs);
  const retentionMs = table === 'now' || table === 'pass_log' ? null : RETENTION_MS[table];
  const bytesPerDay = growthOf(table, Number(bytes), oldestMs, untilOf(table, stored, nowMs));
  return {
    table,
    bytes: sum(relations.map((relation) => relation.bytes)).toString(),
    rows: rows.some((count) => count === null) ? null : sum(rows.map((count) => count ?? 0n)).toString(),
    partitions: relations.length,
    oldestAt: oldestMs === null ? null : new Date(oldestMs).toISOString(),
    retentionMs,
    bytesPerDay,
    bytesAtRetention: bytesPerDay === null || retentionMs === null ? null : (bytesPerDay * retentionMs) / DAY_MS,
  };
}

/** A partition may begin before anything was stored at all. */
function oldestOf(filled: readonly StoredRelation[], firstMs: number | null): number | null {
  const starts = filled.flatMap(({ fromMs }) => (fromMs === null ? [] : [fromMs]));
  return starts.length === 0 ? null : Math.max(Math.min(...starts), firstMs ?? -Infinity);
}

/** Until when a tier has its rows: those of the running window are still to come. */
function untilOf(table: Name, { doneMs }: Stored, nowMs: number): number | null {
  return table === 'raw' || table === 'minute' || table === 'hour' ? doneMs[table] : nowMs;
}

function growthOf(table: Name, bytes: number, oldestMs: number | null, untilMs: number | null): number | null {
  const least = LEAST_MS[table];
  if (least === undefined || oldestMs === null || untilMs === null) return null;
  const length = untilMs - oldestMs;
  return length < least ? null : (bytes / length) * DAY_MS;
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
