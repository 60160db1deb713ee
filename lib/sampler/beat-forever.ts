import { hostname } from 'node:os';
import { memoryUsage, pid } from 'node:process';
import type { Clock } from '#lib/core/clock.ts';
import { errorMessage } from '#lib/core/errors.ts';
import type { Json } from '#lib/core/json.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';
import { beat, removeHeartbeat } from '#lib/store/heartbeat.ts';
import { wait } from './wait.ts';

const EVERY_MS = 5_000;

export interface HeartbeatOptions {
  db: Pick<Database, 'pool'>;
  samplerId: string;
  clock: Clock;
  logger: Logger;
  info: () => { [key: string]: Json };
}

/** Reports every few seconds that this sampler lives and which clusters it holds, until `ended`; then takes its row away. Never rejects. */
export async function beatForever(options: HeartbeatOptions, ended: AbortSignal): Promise<void> {
  const { db, samplerId, clock, logger } = options;
  const startedAtMs = clock.now();
  while (!ended.aborted) {
    try {
      await beat(db, { samplerId, host: hostname(), pid, startedAtMs, info: { ...options.info(), rssBytes: memoryUsage.rss() } });
    } catch (error) {
      logger.debug({ reason: errorMessage(error) }, 'the heartbeat could not be written');
    }
    await wait(EVERY_MS, ended);
  }
  await removeHeartbeat(db, samplerId).catch((error: unknown) => {
    logger.debug({ reason: errorMessage(error) }, 'the heartbeat could not be removed');
  });
}
