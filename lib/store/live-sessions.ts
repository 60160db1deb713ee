import type { Database } from './database.ts';

/** How many pages may watch one cluster live at the same time. */
const SLOTS = 2;

/** The slot that was taken, or how long until one is free at the latest. */
export type LiveSlot = { slot: number } | { slot: null; freeInMs: number };

/** Takes one of a cluster's live slots for at most `ttlMs`, by PostgreSQL's clock. Whoever holds one that ran out has lost it. */
export async function takeLiveSlot(
  db: Pick<Database, 'pool'>,
  claim: { clusterKey: number; holder: string; ttlMs: number },
): Promise<LiveSlot> {
  for (let slot = 1; slot <= SLOTS; slot++) {
    const { rowCount } = await db.pool.query(
      `INSERT INTO live_session AS l (cluster_key, slot, holder, expires_at)
       VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')
       ON CONFLICT (cluster_key, slot) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
         WHERE l.expires_at <= clock_timestamp()`,
      [claim.clusterKey, slot, claim.holder, claim.ttlMs],
    );
    if (rowCount === 1) return { slot };
  }
  const { rows } = await db.pool.query<{ ms: number | null }>(
    `SELECT (extract(epoch FROM min(expires_at) - clock_timestamp()) * 1000)::float8 AS ms FROM live_session WHERE cluster_key = $1`,
    [claim.clusterKey],
  );
  return { slot: null, freeInMs: Math.max(0, rows[0]?.ms ?? 0) };
}

/** Gives a slot back, if it is still this holder's. */
export async function freeLiveSlot(
  db: Pick<Database, 'pool'>,
  held: { clusterKey: number; slot: number; holder: string },
): Promise<void> {
  await db.pool.query('DELETE FROM live_session WHERE cluster_key = $1 AND slot = $2 AND holder = $3', [
    held.clusterKey,
    held.slot,
    held.holder,
  ]);
}
