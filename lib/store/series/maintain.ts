import type { Database } from '../database.ts';
import { compactNextWindow } from './compact.ts';
import { ensurePartitions, expirePartitions } from './partitions.ts';
import { rollUpNextWindow } from './rollup.ts';
import type { MaintenanceRight } from './store-blocks.ts';
import { RETENTION_MS, timestamp } from './tiers.ts';

export interface MaintainOptions extends MaintenanceRight {
  /** Epoch ms: what counts as closed and as expired. */
  now: number;
  /** Stops after so long at the next window; the rest waits for the next call. Default 20 s. */
  budgetMs?: number;
}

/** What one call did. */
export interface Maintained {
  /** 5-minute windows compacted, hours and days rolled up. */
  windows: number;
  hours: number;
  days: number;
  partitionsCreated: string[];
  partitionsDropped: string[];
  /** True when the budget ran out before the work: call again soon. */
  more: boolean;
}

/**
 * Everything that keeps a cluster's history in shape: compaction, roll-ups, partitions, retention. Keeps no state, so any sampler that holds the lease may call it after any crash.
 * Call it about every 30 s beside the passes (it gives way to them), not twice at once for one cluster. Throws `LeaseLostError`, and the signal's reason when aborted.
 */
export async function maintain(db: Pick<Database, 'pool'>, options: MaintainOptions): Promise<Maintained> {
  const { now, budgetMs = 20_000, ...right } = options;
  const deadline = performance.now() + budgetMs;
  const partitionsCreated = await ensurePartitions(db, now);
  let more = false;
  const repeat = async (step: () => Promise<boolean>): Promise<number> => {
    let count = 0;
    while (!more && (await step())) {
      count += 1;
      right.signal?.throwIfAborted();
      more = performance.now() > deadline;
    }
    return count;
  };
  const windows = await repeat(() => compactNextWindow(db, right, now));
  const hours = await repeat(() => rollUpNextWindow(db, right, 'minute'));
  const days = await repeat(() => rollUpNextWindow(db, right, 'hour'));
  if (days > 0) await forgetOwners(db, right.clusterKey, now);
  return { windows, hours, days, partitionsCreated, partitionsDropped: await expirePartitions(db, now), more };
}

/** Owners without any value in the longest retention have nothing left to name. */
async function forgetOwners(db: Pick<Database, 'pool'>, clusterKey: number, nowMs: number): Promise<void> {
  await db.pool.query('DELETE FROM ts.owner WHERE cluster_key = $1 AND last_seen < $2', [
    clusterKey,
    timestamp(nowMs - RETENTION_MS.hour - RETENTION_MS.minute),
  ]);
}
