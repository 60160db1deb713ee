import { inTransaction, type Database } from '../database.ts';
import { assertFence } from '../lease.ts';
import type { MaintenanceRight } from './store-blocks.ts';
import { timestamp } from './tiers.ts';
import type { Tier } from './types.ts';

/** Until where each tier of a cluster is made, epoch ms: every row below it exists. */
export type Watermarks = Record<Tier, number>;

/** null before the first pass of the cluster. */
export async function readWatermarks(db: Pick<Database, 'pool'>, clusterKey: number): Promise<Watermarks | null> {
  const { rows } = await db.pool.query<{ tier: Tier; done_ms: number }>({
    name: 'read_watermarks',
    text: 'SELECT tier, (extract(epoch FROM done_until) * 1000)::float8 AS done_ms FROM ts.watermark WHERE cluster_key = $1',
    values: [clusterKey],
  });
  const marks = new Map(rows.map((row) => [row.tier, row.done_ms]));
  const [raw, minute, hour] = [marks.get('raw'), marks.get('minute'), marks.get('hour')];
  return raw === undefined || minute === undefined || hour === undefined ? null : { raw, minute, hour };
}

async function move(
  db: Pick<Database, 'pool'>,
  right: MaintenanceRight,
  tier: Tier,
  toMs: number,
  columns: string,
): Promise<void> {
  await inTransaction(db, async (client) => {
    await assertFence(client, right.clusterKey, right.fence);
    await client.query(`UPDATE ts.watermark SET ${columns} WHERE cluster_key = $1 AND tier = $2`, [
      right.clusterKey,
      tier,
      timestamp(toMs),
    ]);
  });
}

/** From now on no pass may be written below `toMs`. Waits for one that is being written. */
export const closeUntil = (db: Pick<Database, 'pool'>, right: MaintenanceRight, toMs: number): Promise<void> =>
  move(db, right, 'raw', toMs, 'closed_until = greatest(closed_until, $3)');

/** Everything of the tier below `toMs` is made. */
export const doneUntil = (db: Pick<Database, 'pool'>, right: MaintenanceRight, tier: Tier, toMs: number): Promise<void> =>
  move(db, right, tier, toMs, 'closed_until = greatest(closed_until, $3), done_until = greatest(done_until, $3)');

/** Slot of the first stored pass at or after `fromMs`; null when there is none. Lets maintenance step over the time in which nothing was sampled. */
export async function firstPassFrom(db: Pick<Database, 'pool'>, clusterKey: number, fromMs: number): Promise<number | null> {
  const { rows } = await db.pool.query<{ slot_ms: number }>(
    `SELECT (extract(epoch FROM slot) * 1000)::float8 AS slot_ms FROM ts.pass WHERE cluster_key = $1 AND slot >= $2 ORDER BY slot LIMIT 1`,
    [clusterKey, timestamp(fromMs)],
  );
  return rows[0]?.slot_ms ?? null;
}
