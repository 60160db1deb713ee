import type { LookupFunction } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { DatabaseClock } from './database-clock.ts';
import { runCluster } from './run-cluster.ts';
import { wait } from './wait.ts';

/** How soon an added, changed or removed cluster is noticed. */
const RELOAD_MS = 3_000;

export interface RunClustersOptions {
  db: Database;
  clusters: Pick<ClusterRepository, 'list' | 'connection' | 'measuring'>;
  holder: string;
  clock: Clock;
  logger: Logger;
  lookup?: LookupFunction;
  leaseTtlMs?: number;
  /** Told each time the set of clusters that this process holds changes. */
  onHeld?: (clusterIds: readonly string[]) => void;
  /** Told after each pass of a cluster how many wait to be written, and how many were given up. */
  onBacklog?: (clusterId: string, backlog: { passes: number; dropped: number }) => void;
}

interface Running {
  version: number;
  stop: AbortController;
  ended: Promise<void>;
}

/** Samples every enabled cluster this process can get the lease of, until `signal`. Follows the list of clusters; while the database is away it goes on with what it has. */
export async function runClusters(options: RunClustersOptions, signal: AbortSignal): Promise<void> {
  const running = new Map<string, Running>();
  const held = new Set<string>();
  // One for all clusters of this process: it has one machine and one database.
  const clock = new DatabaseClock(options.db, options.clock, options.logger);
  const following = clock.follow(signal);
  while (!signal.aborted) {
    try {
      await follow({ ...options, clock }, running, held);
    } catch (error) {
      options.logger.warn({ reason: errorMessage(error) }, 'the list of clusters could not be read');
    }
    await wait(RELOAD_MS, signal);
  }
  for (const cluster of running.values()) cluster.stop.abort();
  await Promise.all([...running.values()].map((cluster) => cluster.ended));
  await following;
}

/** Options with the clock that the database keeps right. */
type Corrected = Omit<RunClustersOptions, 'clock'> & { clock: DatabaseClock };

/** Starts what is new, stops what is gone or disabled, and starts anew what changed. */
async function follow(options: Corrected, running: Map<string, Running>, held: Set<string>): Promise<void> {
  const wanted = new Map((await options.clusters.list()).filter((record) => record.enabled).map((record) => [record.id, record]));
  const stopped: Promise<void>[] = [];
  for (const [id, cluster] of running) {
    if (wanted.get(id)?.version === cluster.version) continue;
    cluster.stop.abort();
    running.delete(id);
    stopped.push(cluster.ended);
  }
  await Promise.all(stopped);
  for (const [id, record] of wanted) {
    if (!running.has(id)) await start(options, record, running, held);
  }
}

async function start(options: Corrected, record: ClusterRecord, running: Map<string, Running>, held: Set<string>): Promise<void> {
  const { clusters, onHeld, onBacklog, ...rest } = options;
  const logger = options.logger.child({ cluster: record.id });
  try {
    const [connection, measuring] = await Promise.all([clusters.connection(record.id), clusters.measuring(record.id)]);
    const stop = new AbortController();
    const onLease = (isHeld: boolean) => {
      if (isHeld) held.add(record.id);
      else held.delete(record.id);
      onHeld?.([...held]);
    };
    const ended = runCluster(
      {
        ...rest,
        connection,
        measuring,
        logger,
        onLease,
        onBacklog: (backlog) => onBacklog?.(record.id, backlog),
        cluster: { id: record.id, key: record.key },
      },
      stop.signal,
    ).catch((error: unknown) => {
      logger.error({ err: error }, 'a cluster stopped on an error of ours; it starts anew');
      running.delete(record.id);
    });
    running.set(record.id, { version: record.version, stop, ended });
  } catch (error) {
    // A credential that does not open (another APP_SECRET) concerns this cluster alone.
    if (!(error instanceof AppError)) throw error;
    logger.error({ reason: error.message }, 'the cluster cannot be sampled');
  }
}
