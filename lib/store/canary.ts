import { CANARY_KINDS, type CanaryKind, type CanaryTally } from '#lib/core/canary-tally.ts';
import { decodeHistogram, encodeHistogram } from '#lib/core/latency-histogram.ts';
import { inTransaction, type Database } from './database.ts';
import { assertFence } from './lease.ts';
import { withPartitions } from './series/partitions.ts';
import { timestamp } from './series/tiers.ts';

/** Numbers in stored rows: never reuse one. */
const KIND_IDS: Readonly<Record<CanaryKind, number>> = { produce: 1, e2e: 2, commit: 3 };

/** What the canary counted for one broker and kind in one minute. */
export interface CanaryMinute {
  /** Wall ms of the minute's start. */
  minuteMs: number;
  nodeId: number;
  kind: CanaryKind;
  tally: CanaryTally;
}

export interface CanaryWrite {
  clusterKey: number;
  fence: bigint;
  /** The run that counted: each run has its own rows, so that a sampler that starts anew within a minute neither doubles nor replaces what the one before stored. */
  run: bigint;
  minutes: readonly CanaryMinute[];
}

const UPSERT = `
  INSERT INTO ts.canary (cluster_key, minute, node, kind, run, ok, timeouts, errors, lost, late, duplicates, flagged, body)
  SELECT $1, w.minute, w.node, w.kind, $2, w.ok, w.timeouts, w.errors, w.lost, w.late, w.duplicates, w.flagged, w.body
  FROM unnest($3::timestamptz[], $4::integer[], $5::smallint[], $6::integer[], $7::integer[], $8::jsonb[],
              $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::bytea[])
    AS w (minute, node, kind, ok, timeouts, errors, lost, late, duplicates, flagged, body)
  ON CONFLICT (cluster_key, minute, node, kind, run) DO UPDATE
  SET ok = excluded.ok, timeouts = excluded.timeouts, errors = excluded.errors, lost = excluded.lost, late = excluded.late,
      duplicates = excluded.duplicates, flagged = excluded.flagged, body = excluded.body`;

/** Stores whole minutes of one run under the lease. Storing a minute again replaces it. Throws `LeaseLostError`; nothing is written then. */
export async function writeCanaryMinutes(db: Pick<Database, 'pool'>, write: CanaryWrite): Promise<void> {
  const { minutes } = write;
  const first = minutes[0];
  if (first === undefined) return;
  const values = [
    write.clusterKey,
    write.run.toString(),
    minutes.map(({ minuteMs }) => timestamp(minuteMs)),
    minutes.map(({ nodeId }) => nodeId),
    minutes.map(({ kind }) => KIND_IDS[kind]),
    minutes.map(({ tally }) => tally.ok),
    minutes.map(({ tally }) => tally.timeout),
    minutes.map(({ tally }) => (Object.keys(tally.errors).length === 0 ? null : JSON.stringify(tally.errors))),
    minutes.map(({ tally }) => tally.lost),
    minutes.map(({ tally }) => tally.late),
    minutes.map(({ tally }) => tally.duplicate),
    minutes.map(({ tally }) => tally.flagged),
    minutes.map(({ tally }) => Buffer.from(encodeHistogram(tally.histogram))),
  ];
  await withPartitions(db, first.minuteMs, () =>
    inTransaction(db, async (client) => {
      await assertFence(client, write.clusterKey, write.fence);
      await client.query(UPSERT, values);
    }),
  );
}

export interface CanaryRead {
  clusterKey: number;
  kind: CanaryKind;
  /** null = every broker. */
  nodeId: number | null;
  /** Wall ms, half-open. */
  fromMs: number;
  toMs: number;
  /** Reads one row more than this at most: then there are too many. */
  rowsMax: number;
}

interface Row {
  minute_ms: number;
  node: number;
  kind: number;
  ok: number;
  timeouts: number;
  errors: Record<string, number> | null;
  lost: number;
  late: number;
  duplicates: number;
  flagged: number;
  body: Buffer;
}

/** Stored minutes by time. A minute may come in several parts, one per run: add them up. */
export async function readCanaryMinutes(db: Pick<Database, 'pool'>, read: CanaryRead): Promise<CanaryMinute[]> {
  const { rows } = await db.pool.query<Row>(
    `SELECT (extract(epoch FROM minute) * 1000)::float8 AS minute_ms, node, kind, ok, timeouts, errors, lost, late, duplicates, flagged, body
     FROM ts.canary
     WHERE cluster_key = $1 AND minute >= $2 AND minute < $3 AND kind = $4 AND ($5::integer IS NULL OR node = $5)
     ORDER BY minute LIMIT $6`,
    [read.clusterKey, timestamp(read.fromMs), timestamp(read.toMs), KIND_IDS[read.kind], read.nodeId, read.rowsMax + 1],
  );
  return rows.map((row) => ({
    minuteMs: row.minute_ms,
    nodeId: row.node,
    kind: CANARY_KINDS.find((kind) => KIND_IDS[kind] === row.kind) ?? read.kind,
    tally: {
      ok: row.ok,
      timeout: row.timeouts,
      errors: row.errors ?? {},
      lost: row.lost,
      late: row.late,
      duplicate: row.duplicates,
      flagged: row.flagged,
      histogram: decodeHistogram(row.body),
    },
  }));
}
