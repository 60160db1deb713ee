import type { LookupFunction } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaConnection, KafkaFault } from '#lib/kafka/admin/port.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { ClusterSampler } from './cluster-sampler.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { maintainForever } from './maintain-forever.ts';
import { PassWriter } from './pass-writer.ts';
import { restoreMemory } from './restore-memory.ts';
import { retryDelay } from './retry-delay.ts';
import { nextTick, skippedTicks, tickPhase } from './tick-grid.ts';
import { wait } from './wait.ts';

/** How often a standby looks whether the lease is free. */
const STANDBY_MS = 2_000;
/** How long a sampler that ends waits for its last passes to be written. */
const FLUSH_MS = 2_000;

export interface RunClusterOptions {
  db: Database;
  cluster: { key: number; id: string };
  connection: KafkaConnection;
  /** Unique per process start. */
  holder: string;
  clock: Clock;
  logger: Logger;
  lookup?: LookupFunction;
  leaseTtlMs?: number;
  /** Told whether this process holds the cluster now. */
  onLease?: (isHeld: boolean) => void;
}

/** Samples one cluster until `signal`: waits for its lease, samples while it holds it, and stands by again after losing it. Never rejects for what a cluster or the database does. */
export async function runCluster(options: RunClusterOptions, signal: AbortSignal): Promise<void> {
  const { db, cluster, holder, logger, leaseTtlMs } = options;
  while (!signal.aborted) {
    const lease = await LeaseKeeper.take({ db, clusterKey: cluster.key, holder, logger, ttlMs: leaseTtlMs }).catch(
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        logger.warn({ reason: error.message }, 'the lease could not be asked for');
        return null;
      },
    );
    if (lease !== null) {
      options.onLease?.(true);
      await sampleWhileHeld(options, lease, AbortSignal.any([signal, lease.lost])).finally(() => options.onLease?.(false));
      await lease.release();
    }
    await wait(STANDBY_MS, signal);
  }
}

async function sampleWhileHeld(options: RunClusterOptions, lease: LeaseKeeper, ended: AbortSignal): Promise<void> {
  const { db, cluster, clock, logger } = options;
  const admin = createKafkaAdmin(options.connection, { clock, logger, lookup: options.lookup });
  const writer = new PassWriter({ db, lease, clusterKey: cluster.key, logger });
  const maintenance = maintainForever({ db, clusterKey: cluster.key, lease, clock, logger }, ended);
  try {
    const last = await lastRows(db, cluster.key, logger);
    const sampler = new ClusterSampler({
      clusterKey: cluster.key,
      admin,
      clock,
      logger,
      memory: restoreMemory(last?.brokers ?? [], last?.overview.problems ?? [], clock.monotonic()),
      problems: last?.overview.problems ?? [],
      lastRows: last,
    });
    await tickForever(options, sampler, writer, ended);
  } catch (error) {
    if (!ended.aborted) logger.error({ err: error }, 'sampling stopped on an error of ours; it starts anew');
  } finally {
    await admin.close();
    // After losing the lease nothing of ours may be written any more.
    await writer.close(lease.lost.aborted ? 0 : FLUSH_MS);
    await maintenance;
  }
}

async function tickForever(
  options: RunClusterOptions,
  sampler: ClusterSampler,
  writer: PassWriter,
  ended: AbortSignal,
): Promise<void> {
  const { clock, cluster } = options;
  let tick = clock.now();
  let skipped = 0;
  let failures = 0;
  while (!ended.aborted) {
    const { pending, fault } = await sampler.sample(ended, { skippedTicks: skipped, ...backlogOf(writer) });
    writer.push(pending);
    failures = fault === null ? 0 : failures + 1;
    const { stepMs } = sampler;
    const next = nextTick(
      clock.now() + pause(failures, fault),
      pending.write.startedAtMs,
      stepMs,
      tickPhase(cluster.key, stepMs),
    );
    skipped = failures > 0 ? 0 : skippedTicks(tick, next, stepMs);
    tick = next;
    await wait(next - clock.now(), ended);
  }
}

/** What a failing cluster waits beyond the next tick. */
function pause(failures: number, fault: KafkaFault | null): number {
  return fault === null ? 0 : retryDelay(failures, fault);
}

function backlogOf(writer: PassWriter): Record<string, number> {
  const { passes, dropped } = writer.backlog;
  return { ...(passes > 0 ? { waiting: passes } : {}), ...(dropped > 0 ? { dropped } : {}) };
}

async function lastRows(db: Database, clusterKey: number, logger: Logger) {
  try {
    const { parts } = await readSnapshot(db, clusterKey, ['overview', 'brokers', 'topics', 'groups']);
    const { overview, brokers, topics, groups } = parts;
    return overview && brokers && topics && groups ? { overview, brokers, topics, groups } : null;
  } catch (error) {
    // Without it only "since when" starts anew: no reason not to sample.
    logger.warn({ reason: errorMessage(error) }, 'the last pass could not be read');
    return null;
  }
}
