import type pg from 'pg';
import { AppError } from '#lib/core/errors.ts';
import { errorCodeOf } from '../database-errors.ts';
import { inTransaction, type Database } from '../database.ts';
import { storable } from '../events/types.ts';
import { insertEvents } from '../events/write-events.ts';
import { assertFence } from '../lease.ts';
import type { SnapshotParts } from '../snapshot/types.ts';
import { packParts, writeParts, type PackedPart } from '../snapshot/write-snapshot.ts';
import { PassEncoder, type ShardBody } from './pass-encoder.ts';
import { withPartitions } from './partitions.ts';
import { floorTo, SHARDS, timestamp, WINDOW_MS } from './tiers.ts';
import type { PassWrite } from './types.ts';
import { ValuesByOwner } from './values-by-owner.ts';
import { createYielder } from './yielding.ts';

/** The slot of the pass holds a pass already: nothing was written. Two ticks fell into one slot; skip this one. */
export class DuplicateSlotError extends AppError {
  readonly slot = 'taken';

  constructor(clusterKey: number, slotMs: number) {
    super('conflict', `Cluster ${clusterKey} already has a pass at ${timestamp(slotMs)}.`);
    this.name = 'DuplicateSlotError';
  }
}

/** The slot of the pass lies in a window that is closed already (the clock went back, or the pass took minutes): nothing was written. */
export class SlotClosedError extends AppError {
  readonly slot = 'closed';

  constructor(clusterKey: number, slotMs: number) {
    super('precondition', `The window of ${timestamp(slotMs)} of cluster ${clusterKey} is closed: the pass came too late.`);
    this.name = 'SlotClosedError';
  }
}

/** What a write did. */
export interface PassWritten {
  slotMs: number;
  /** Bytes of the packed values. */
  bytes: number;
  /** Snapshot parts that were rewritten, because they differed. */
  partsRewritten: string[];
}

/** What the deltas of the next pass build on. Lost with the process, and thrown away whenever a write fails: then keyframes follow. */
interface Chain {
  fence: bigint;
  windowMs: number;
  slotMs: number;
  encoder: PassEncoder;
}

const chains = new WeakMap<pg.Pool, Map<number, Chain>>();

function chainsOf(db: Pick<Database, 'pool'>): Map<number, Chain> {
  let map = chains.get(db.pool);
  if (map === undefined) chains.set(db.pool, (map = new Map()));
  return map;
}

/**
 * Stores one pass and the snapshot parts it changed, in one transaction, under the lease. Values of an owner that is not in the pass are gaps.
 * Throws `LeaseLostError`, `DuplicateSlotError`, `SlotClosedError`; nothing is written then. One call at a time for one cluster.
 */
export async function writePass(
  db: Pick<Database, 'pool'>,
  write: PassWrite,
  parts: Partial<SnapshotParts> = {},
): Promise<PassWritten> {
  const slotMs = floorTo(write.startedAtMs, write.stepMs);
  const mine = chainsOf(db);
  const packed = await packParts(parts);
  // A failed COMMIT may have happened after all, so nothing may build on this pass unless it is known to stand.
  const chain = mine.get(write.clusterKey) ?? null;
  mine.delete(write.clusterKey);
  let encoder = usableEncoder(chain, write, slotMs);
  let bodies = await encodePass(encoder?.encoder ?? new PassEncoder(), write, slotMs, encoder === null);
  let used = encoder?.encoder ?? bodies.encoder;
  const partsRewritten = await withPartitions(db, slotMs, () =>
    inTransaction(db, async (client) => {
      await assertFence(client, write.clusterKey, write.fence);
      const lastSlotMs = await assertSlotOpen(client, write.clusterKey, slotMs);
      if (encoder !== null && lastSlotMs !== encoder.slotMs) {
        // Somebody else wrote in between under the same lease: our deltas would build on the wrong pass.
        encoder = null;
        bodies = await encodePass(new PassEncoder(), write, slotMs, true);
        used = bodies.encoder;
      }
      await insertPass(client, write, slotMs);
      await insertBodies(client, write.clusterKey, slotMs, bodies.shards);
      await insertEvents(client, write.clusterKey, write.events ?? []);
      return writeParts(client, write.clusterKey, slotMs, packed as PackedPart[]);
    }),
  ).catch((error: unknown) => {
    throw errorCodeOf(error) === '23505' ? new DuplicateSlotError(write.clusterKey, slotMs) : error;
  });
  mine.set(write.clusterKey, { fence: write.fence, windowMs: floorTo(slotMs, WINDOW_MS.raw), slotMs, encoder: used });
  return { slotMs, bytes: bodies.shards.reduce((sum, { body }) => sum + body.length, 0), partsRewritten };
}

/** The chain, if the new pass may build on it: same lease, same window, later slot. */
function usableEncoder(chain: Chain | null, write: PassWrite, slotMs: number): Chain | null {
  if (chain === null || chain.fence !== write.fence) return null;
  return chain.windowMs === floorTo(slotMs, WINDOW_MS.raw) && slotMs > chain.slotMs ? chain : null;
}

async function encodePass(
  encoder: PassEncoder,
  write: PassWrite,
  slotMs: number,
  keyframe: boolean,
): Promise<{ encoder: PassEncoder; shards: ShardBody[] }> {
  const giveWay = createYielder();
  const given = new ValuesByOwner(write);
  const shards: ShardBody[] = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    const body = encoder.encodeShard(shard, given, slotMs, write.stepMs, keyframe);
    if (body !== null) shards.push(body);
    await giveWay();
  }
  return { encoder, shards };
}

/** Throws when the slot's window is closed; makes the cluster's watermarks at its first pass. Returns the newest slot stored in the last minutes; null when none. */
async function assertSlotOpen(client: pg.ClientBase, clusterKey: number, slotMs: number): Promise<number | null> {
  const { rows } = await client.query<{ closed_ms: number; last_ms: number | null }>(
    `SELECT (extract(epoch FROM closed_until) * 1000)::float8 AS closed_ms,
            (SELECT (extract(epoch FROM max(slot)) * 1000)::float8 FROM ts.pass
             WHERE cluster_key = $1 AND slot >= $2 AND slot < $3) AS last_ms
     FROM ts.watermark WHERE cluster_key = $1 AND tier = 'raw' FOR SHARE`,
    [clusterKey, timestamp(slotMs - WINDOW_MS.raw), timestamp(slotMs + WINDOW_MS.raw)],
  );
  const row = rows[0];
  if (row === undefined) {
    await startWatermarks(client, clusterKey, slotMs);
    return null;
  }
  if (slotMs < row.closed_ms) throw new SlotClosedError(clusterKey, slotMs);
  return row.last_ms;
}

async function startWatermarks(client: pg.ClientBase, clusterKey: number, slotMs: number): Promise<void> {
  for (const tier of ['raw', 'minute', 'hour'] as const) {
    await client.query(
      'INSERT INTO ts.watermark (cluster_key, tier, closed_until, done_until) VALUES ($1, $2, $3, $3) ON CONFLICT DO NOTHING',
      [clusterKey, tier, timestamp(floorTo(slotMs, WINDOW_MS[tier]))],
    );
  }
}

async function insertPass(client: pg.ClientBase, write: PassWrite, slotMs: number): Promise<void> {
  await client.query(
    `INSERT INTO ts.pass (cluster_key, slot, started_at, step_ms, duration_ms, requests, bytes_out, bytes_in,
                          brokers_answered, brokers_expected, fence, fault, interval_reason, requests_max)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      write.clusterKey,
      timestamp(slotMs),
      timestamp(write.startedAtMs),
      write.stepMs,
      Math.round(write.durationMs),
      write.requests,
      Math.round(write.bytesOut),
      Math.round(write.bytesIn),
      write.brokersAnswered,
      write.brokersExpected,
      write.fence,
      // The detail may hold what a broker said.
      write.fault === null ? null : JSON.stringify({ ...write.fault, detail: storable(write.fault.detail) }),
      write.intervalReason ?? 'size',
      write.requestsPerSecondMax ?? null,
    ],
  );
}

async function insertBodies(
  client: pg.ClientBase,
  clusterKey: number,
  slotMs: number,
  shards: readonly ShardBody[],
): Promise<void> {
  if (shards.length === 0) return;
  const rows = shards.map((_, i) => `($1, $2, $${3 + 2 * i}, $${4 + 2 * i})`).join(', ');
  await client.query(`INSERT INTO ts.pass_log (cluster_key, slot, shard, body) VALUES ${rows}`, [
    clusterKey,
    timestamp(slotMs),
    ...shards.flatMap(({ shard, body }) => [shard, body]),
  ]);
}
