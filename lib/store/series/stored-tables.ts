import type { Database } from '../database.ts';
import { parsePartition } from './partitions.ts';
import type { Tier } from './types.ts';

/** A table of schema `ts`; one partition of a partitioned one. */
export interface StoredRelation {
  /** The partitioned table it is a part of; null for one that has no partitions. */
  table: ReturnType<typeof partitionedTableOf>;
  /** Start of the partition, epoch ms; null where there is none. */
  fromMs: number | null;
  /** With indexes. */
  bytes: bigint;
  /** PostgreSQL's estimate of rows; null when it has none. */
  rows: bigint | null;
  isEmpty: boolean;
}

/** All tables of history with their sizes, and since when and until when there is history. Reads no stored row but names. */
export async function readStoredTables(db: Pick<Database, 'pool'>): Promise<{
  relations: StoredRelation[];
  /** When the first thing was ever stored, epoch ms; null before. */
  firstMs: number | null;
  /** Until when each tier is made, of the cluster that is furthest; epoch ms; null before the first pass. */
  doneMs: Readonly<Record<Tier, number | null>>;
}> {
  const [relations, bounds] = await Promise.all([
    db.pool.query<{ name: string; bytes: string; rows: string | null; is_empty: boolean }>(
      `SELECT c.relname AS name, pg_total_relation_size(c.oid)::text AS bytes, pg_relation_size(c.oid) = 0 AS is_empty,
              (CASE WHEN pg_relation_size(c.oid) = 0 THEN 0 WHEN s.n_live_tup > 0 THEN s.n_live_tup WHEN c.reltuples > 0 THEN c.reltuples::bigint END)::text AS rows
       FROM pg_class c LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
       WHERE c.relnamespace = 'ts'::regnamespace AND c.relkind = 'r'`,
    ),
    db.pool.query<{ first_ms: number | null; raw: number | null; minute: number | null; hour: number | null }>(
      `SELECT (SELECT extract(epoch FROM min(created_at))::float8 * 1000 FROM ts.owner) AS first_ms,
              max(done) FILTER (WHERE tier = 'raw') AS raw, max(done) FILTER (WHERE tier = 'minute') AS minute, max(done) FILTER (WHERE tier = 'hour') AS hour
       FROM (SELECT tier, extract(epoch FROM done_until)::float8 * 1000 AS done FROM ts.watermark) w`,
    ),
  ]);
  const bound = bounds.rows[0];
  return {
    relations: relations.rows.map(({ name, bytes, rows, is_empty: isEmpty }) => ({
      table: partitionedTableOf(name),
      fromMs: parsePartition(name)?.fromMs ?? null,
      bytes: BigInt(bytes),
      rows: rows === null ? null : BigInt(rows),
      isEmpty,
    })),
    firstMs: bound?.first_ms ?? null,
    doneMs: { raw: bound?.raw ?? null, minute: bound?.minute ?? null, hour: bound?.hour ?? null },
  };
}

function partitionedTableOf(name: string) {
  return parsePartition(name)?.table ?? null;
}
