import type { Clock } from '#lib/core/clock.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';
import { maintain } from '#lib/store/series/maintain.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { wait } from './wait.ts';

const EVERY_MS = 30_000;
/** When a call ran out of its budget the rest is done soon, with room for passes in between. */
const MORE_AFTER_MS = 2_000;

export interface MaintenanceOptions {
  db: Pick<Database, 'pool'>;
  clusterKey: number;
  lease: Pick<LeaseKeeper, 'fence'>;
  clock: Clock;
  /** Wall start of the oldest pass that is not written yet, epoch ms; null when none waits. Its window must stay open. */
  waiting: () => number | null;
  logger: Logger;
}

/** Keeps one cluster's history in shape beside its passes until `ended`: compaction, roll-ups, partitions, retention. Never rejects: what fails is tried again. */
export async function maintainForever(options: MaintenanceOptions, ended: AbortSignal): Promise<void> {
  const { db, clusterKey, lease, clock, logger, waiting } = options;
  let delay = EVERY_MS;
  for (;;) {
    await wait(delay, ended);
    if (ended.aborted) return;
    delay = EVERY_MS;
    try {
      const now = Math.min(clock.now(), waiting() ?? Infinity);
      const done = await maintain(db, { clusterKey, fence: lease.fence, now, signal: ended });
      if (done.more) delay = MORE_AFTER_MS;
      if (done.windows + done.hours + done.days + done.partitionsDropped.length > 0) logger.debug(done, 'history maintained');
    } catch (error) {
      if (ended.aborted) return;
      if (error instanceof AppError) logger.warn({ reason: error.message }, 'history could not be maintained now');
      else logger.error({ err: error }, 'history could not be maintained');
    }
  }
}
