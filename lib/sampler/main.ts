import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import { systemClock } from '#lib/core/clock.ts';
import { errorMessage } from '#lib/core/errors.ts';
import { createLogger } from '#lib/core/logger.ts';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { ownDatabaseRule } from '#lib/core/own-database.ts';
import { VERSION } from '#lib/core/version.ts';
import { env } from '#lib/env.ts';
import { clusterRepository } from '#lib/store/clusters.ts';
import { openDatabase } from '#lib/store/database.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { beatForever } from './beat-forever.ts';
import { runClusters } from './run-clusters.ts';
import { sweepForever } from './sweep-forever.ts';
import { wait } from './wait.ts';

/** A sampler that is told to end is gone after this time at most; what it was doing is given up. */
const EXIT_WITHIN_MS = 4_500;
/** Pool size: each cluster writes one pass at a time beside renewing, maintenance and the heartbeat. */
const CONNECTIONS = 8;

/** The sampler process: samples until SIGTERM, SIGINT or the end of its supervisor. Resolves with the exit code. */
export async function main(): Promise<number> {
  const { databaseUrl, appSecret, logLevel } = env();
  const logger = createLogger({ name: 'sampler', level: logLevel });
  if (databaseUrl === null) {
    logger.fatal('DATABASE_URL is not set: the sampler needs PostgreSQL. farol start brings its own.');
    return 2;
  }
  const samplerId = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
  const db = openDatabase({ url: databaseUrl, applicationName: 'farol-sampler', maxConnections: CONNECTIONS, logger });
  const stop = stopSignal();
  let held: readonly string[] = [];
  const backlogs = new Map<string, { passes: number; dropped: number }>();
  const info = () => {
    const backlog = held.map((clusterId) => backlogs.get(clusterId) ?? { passes: 0, dropped: 0 });
    const sum = (which: 'passes' | 'dropped') => backlog.reduce((total, each) => total + each[which], 0);
    return { version: VERSION, clusters: [...held], passesWaiting: sum('passes'), passesDropped: sum('dropped') };
  };
  const work = Promise.all([
    runClusters(
      {
        db,
        clusters: clusterRepository(db, createSecretBox(appSecret)),
        holder: samplerId,
        clock: systemClock,
        logger,
        lookup: guardedLookup(denyNetworks(DENIED_BY_DEFAULT), undefined, ownDatabaseRule(databaseUrl)),
        onHeld: (clusterIds) => {
          held = clusterIds;
        },
        onBacklog: (clusterId, backlog) => backlogs.set(clusterId, backlog),
      },
      stop,
    ),
    beatForever({ db, samplerId, clock: systemClock, logger, info }, stop),
    sweepForever(stop),
  ]);
  logger.info({ samplerId }, 'sampler started');
  const isOrderly = await Promise.race([work.then(() => true), afterStop(stop).then(() => false)]);
  if (isOrderly)
    await Promise.race([
      db.close().catch((error: unknown) => logger.warn({ reason: errorMessage(error) }, 'closing')),
      afterStop(stop),
    ]);
  logger.info({ isOrderly }, 'sampler stopped');
  return 0;
}

/** Aborted by SIGTERM, SIGINT, or when the process that started this one is gone. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (process.channel !== undefined) process.once('disconnect', end);
  return stop.signal;
}

async function afterStop(stop: AbortSignal): Promise<void> {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  await wait(EXIT_WITHIN_MS, new AbortController().signal);
}

if (import.meta.main) process.exit(await main());
