import type { Database } from '../database.ts';
import { storeBlocks, type MaintenanceRight } from './store-blocks.ts';
import { CLOSE_AFTER_MS, floorTo, SHARDS, timestamp, WINDOW_MS } from './tiers.ts';
import { closeUntil, doneUntil, firstPassFrom, readWatermarks } from './watermark.ts';
import { blocksOfWindow } from './window.ts';

/**
 * Turns the logged passes of the next closed 5-minute window of a cluster into raw blocks. True when it did something, so that the caller may call again.
 * Needs nothing but the database, and may be killed and repeated at any point.
 */
export async function compactNextWindow(db: Pick<Database, 'pool'>, right: MaintenanceRight, nowMs: number): Promise<boolean> {
  const marks = await readWatermarks(db, right.clusterKey);
  if (marks === null) return false;
  const closedMs = floorTo(nowMs - CLOSE_AFTER_MS, WINDOW_MS.raw);
  if (closedMs <= marks.raw) return false;
  const first = await firstPassFrom(db, right.clusterKey, marks.raw);
  const windowMs = first === null ? closedMs : Math.min(floorTo(first, WINDOW_MS.raw), closedMs);
  if (windowMs >= closedMs) {
    // Nothing was sampled in these windows. They are closed all the same, so that hours and days can be.
    await doneUntil(db, right, 'raw', closedMs);
    return false;
  }
  const endMs = windowMs + WINDOW_MS.raw;
  await closeUntil(db, right, endMs);
  for (let shard = 0; shard < SHARDS; shard++) {
    right.signal?.throwIfAborted();
    const { rows } = await db.pool.query<{ slot_ms: number; body: Buffer }>(
      `SELECT (extract(epoch FROM slot) * 1000)::float8 AS slot_ms, body FROM ts.pass_log
       WHERE cluster_key = $1 AND shard = $2 AND slot >= $3 AND slot < $4 ORDER BY slot`,
      [right.clusterKey, shard, timestamp(windowMs), timestamp(endMs)],
    );
    if (rows.length === 0) continue;
    const passes = rows.map((row) => ({ slotMs: row.slot_ms, body: row.body }));
    await storeBlocks(db, right, 'raw', blocksOfWindow(windowMs, passes, null));
  }
  await doneUntil(db, right, 'raw', endMs);
  return true;
}
