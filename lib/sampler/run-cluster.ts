import type { LookupFunction } from 'node:net';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { ClusterMeasuring } from '#lib/core/measuring.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaConnection, KafkaFault } from '#lib/kafka/admin/port.ts';
import { DEFAULT_LAG_RULES, type LagRules } from '#lib/lag/lag-rules.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { ClusterSampler } from './cluster-sampler.ts';
import type { DatabaseClock } from './database-clock.ts';
import { COLLECTORS } from './collectors.ts';
import { LagKeeper } from './lag-keeper.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { maintainForever } from './maintain-forever.ts';
import { PassWriter } from './pass-writer.ts';
import { EVENT_PARTS, restoreEventBaseline } from './restore-events.ts';
import { restoreMemory } from './restore-memory.ts';
import { restoreQuorumWatch } from './watch-quorum.ts';
import { retryDelay } from './retry-delay.ts';
import { steadyCollector } from './steady-collector.ts';
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
  measuring: ClusterMeasuring;
  /** Unique per process start. */
  holder: string;
  clock: DatabaseClock;
  logger: Logger;
  lookup?: LookupFunction;
  leaseTtlMs?: number;
  /** Windows and thresholds of verdicts that differ from the defaults. */
  lagRules?: Partial<LagRules>;
  /** Told whether this process holds the cluster now. */
  onLease?: (isHeld: boolean) => void;
  /** Told after each pass how many wait to be written, and how many were given up. */
  onBacklog?: (backlog: PassWriter['backlog']) => void;
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
      try {
        await sampleWhileHeld(options, lease, AbortSignal.any([signal, lease.lost]));
      } finally {
        // Whatever happened: a lease that is renewed by nobody who samples would keep every other sampler away.
        options.onLease?.(false);
        await lease.release();
      }
    }
    await wait(STANDBY_MS, signal);
  }
}

async function sampleWhileHeld(options: RunClusterOptions, lease: LeaseKeeper, ended: AbortSignal): Promise<void> {
  const { db, cluster, clock, logger } = options;
  const admin = createKafkaAdmin(options.connection, { clock, logger, lookup: options.lookup });
  // What goes on beside the passes ends with them, also when they end by an error of ours: else nothing could start anew.
  const beside = new AbortController();
  const besideEnded = AbortSignal.any([ended, beside.signal]);
  let sampler: ClusterSampler | null = null;
  const context = {
    ...options,
    admin,
    lease,
    latest: () => sampler?.latest ?? null,
    isOverBudget: () => sampler?.isOverBudget ?? false,
  };
  const collectors = COLLECTORS.flatMap((make) => steadyCollector(make, context) ?? []);
  const writer = new PassWriter({ db, lease, clusterKey: cluster.key, logger });
  const waiting = () => writer.oldestMs;
  const maintenance = maintainForever({ db, clusterKey: cluster.key, lease, clock, logger, waiting }, besideEnded);
  const lagKeeper = new LagKeeper({ db, clusterKey: cluster.key, lease, clock, logger });
  let keeping: Promise<void> = Promise.resolve();
  const collected = collectors.map((collector) => collector.run(besideEnded));
  try {
    const [last, storedLag] = await Promise.all([lastRows(db, cluster.key, logger), lagKeeper.read()]);
    sampler = new ClusterSampler({
      clusterKey: cluster.key,
      admin,
      clock,
      logger,
      memory: {
        ...restoreMemory(
          last?.rows.brokers ?? [],
          last?.rows.overview.problems ?? [],
          clock.monotonic(),
          last?.rows.groups ?? [],
          storedLag,
        ),
        quorumWatch: restoreQuorumWatch(last?.quorum),
      },
      eventBaseline: last?.eventBaseline ?? null,
      problems: last?.rows.overview.problems ?? [],
      lastRows: last?.rows ?? null,
      lagRules: { ...DEFAULT_LAG_RULES, sloMs: options.measuring.lagSloSeconds * 1_000, ...options.lagRules },
      collectors,
      requestsPerSecondMax: options.measuring.requestsPerSecondMax,
      skewMs: () => clock.skewMs,
    });
    const { lag } = sampler;
    keeping = lagKeeper.run(() => sampler?.lag ?? lag, besideEnded);
    await tickForever(options, sampler, writer, ended);
  } catch (error) {
    if (!ended.aborted) logger.error({ err: error }, 'sampling stopped on an error of ours; it starts anew');
  } finally {
    beside.abort();
    sampler?.close();
    await Promise.all(collected);
    await admin.close();
    await keeping;
    if (sampler !== null && !lease.lost.aborted) await within(lagKeeper.write(sampler.lag), FLUSH_MS);
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
  await clock.settle();
  let tick = clock.now();
  let skipped = 0;
  let failures = 0;
  while (!ended.aborted) {
    const { startedAtMs, pending, fault } = await sampler.sample(ended, skipped, backlogOf(writer));
    if (pending !== null) writer.push(pending);
    options.onBacklog?.(writer.backlog);
    failures = fault === null ? 0 : failures + 1;
    const { stepMs } = sampler.pace;
    const next = nextTick(clock.now() + pause(failures, fault), startedAtMs, stepMs, tickPhase(cluster.key, stepMs));
    skipped = failures > 0 ? 0 : skippedTicks(tick, next, stepMs);
    tick = next;
    await wait(next - clock.now(), ended);
    await clock.settle();
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

/** Waits for a promise that never rejects, but no longer than `ms`. */
async function within(work: Promise<void>, ms: number): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work, wait(ms, limit.signal)]);
  limit.abort();
}

async function lastRows(db: Database, clusterKey: number, logger: Logger) {
  try {
    const { parts, pass } = await readSnapshot(db, clusterKey, [...EVENT_PARTS, 'quorum']);
    const { overview, brokers, topics, groups, quorum } = parts;
    if (!overview || !brokers || !topics || !groups || pass === null) return null;
    return {
      rows: { overview, brokers, topics, groups },
      quorum: quorum?.detail ?? null,
      eventBaseline: restoreEventBaseline(parts, pass.startedAtMs),
    };
  } catch (error) {
    // Without it only "since when" starts anew: no reason not to sample.
    logger.warn({ reason: errorMessage(error) }, 'the last pass could not be read');
    return null;
  }
}
