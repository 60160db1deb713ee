import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { memoryUsage, pid } from 'node:process';
import type { Clock } from '#lib/core/clock.ts';
import { errorMessage } from '#lib/core/errors.ts';
import type { Json } from '#lib/core/json.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Database } from '#lib/store/database.ts';
import { beat, removeHeartbeat } from '#lib/store/heartbeat.ts';
import { wait } from './wait.ts';

const EVERY_MS = 5_000;
/** How often the event loop is asked, milliseconds: what it takes longer is delay. */
const RESOLUTION_MS = 10;
const NS_PER_MS = 1_000_000;

export interface HeartbeatOptions {
  db: Pick<Database, 'pool'>;
  samplerId: string;
  clock: Clock;
  logger: Logger;
  info: () => { [key: string]: Json };
}

/**
 * Reports every few seconds that this sampler lives and which clusters it holds, with its memory and the delay of its event loop since the report before, until
 * `ended`; then takes its row away. Never rejects.
 */
export async function beatForever(options: HeartbeatOptions, ended: AbortSignal): Promise<void> {
  const { db, samplerId, clock, logger } = options;
  const startedAtMs = clock.now();
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  while (!ended.aborted) {
    try {
      const info = { ...options.info(), rssBytes: memoryUsage.rss(), ...loopDelay(delay) };
      await beat(db, { samplerId, host: hostname(), pid, startedAtMs, info });
    } catch (error) {
      logger.debug({ reason: errorMessage(error) }, 'the heartbeat could not be written');
    }
    await wait(EVERY_MS, ended);
  }
  delay.disable();
  await removeHeartbeat(db, samplerId).catch((error: unknown) => {
    logger.debug({ reason: errorMessage(error) }, 'the heartbeat could not be removed');
  });
}

/** Delay of the event loop since the last call, beyond the usual interval; nothing before the loop was asked once. */
function loopDelay(delay: ReturnType<typeof monitorEventLoopDelay>): { loopDelayP99Ms?: number; loopDelayMaxMs?: number } {
  if (delay.count === 0) return {};
  const beyond = (ns: number) => Math.round(Math.max(0, ns / NS_PER_MS - RESOLUTION_MS) * 10) / 10;
  const measured = { loopDelayP99Ms: beyond(delay.percentile(99)), loopDelayMaxMs: beyond(delay.max) };
  delay.reset();
  return measured;
}
