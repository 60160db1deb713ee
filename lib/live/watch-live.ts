import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveLine, LiveTarget } from '#lib/contracts/live.ts';
import type { Clock } from '#lib/core/clock.ts';
import { AppError, RetryLater, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { KafkaAdmin, Topology } from '#lib/kafka/admin/port.ts';
import type { Database } from '#lib/store/database.ts';
import { freeLiveSlot, takeLiveSlot } from '#lib/store/live-sessions.ts';
import { groupReader } from './group-reader.ts';
import { LiveGap, requestsOf, type LiveReader } from './reading.ts';
import { topicReader } from './topic-reader.ts';

/** How long one watch lasts. */
const WATCH_MS = 60_000;
const EVERY_MS = 1_000;
/** An answer that takes longer is a gap: the next reading is due. */
const DEADLINE_MS = 900;
/** The first question also connects. */
const START_DEADLINE_MS = 5_000;
/** A slot that nobody gave back is free so long after the watch must have ended. */
const GRACE_MS = 10_000;
/** The topology is read again at most this often, however much of it has moved. */
const TOPOLOGY_EVERY_MS = 5_000;

export interface WatchLiveDeps {
  db: Pick<Database, 'pool'>;
  clock: Clock;
  logger: Logger;
  /** The cluster's client. Asked before each reading, which keeps it from being closed as unused. */
  admin: () => Promise<KafkaAdmin>;
}

/**
 * Watches one topic or group for a minute, a reading a second, with at most two watches a cluster over all web processes.
 * Rejects before the first line with `RetryLater` when both are taken, `not_found`, or `unavailable`. Ends with `signal`; the slot is free again then.
 */
export async function watchLive(
  deps: WatchLiveDeps,
  clusterKey: number,
  target: LiveTarget,
  signal: AbortSignal,
): Promise<AsyncIterable<LiveLine>> {
  const { db, logger } = deps;
  const holder = randomUUID();
  const taken = await takeLiveSlot(db, { clusterKey, holder, ttlMs: WATCH_MS + GRACE_MS });
  if (taken.slot === null) {
    const seconds = Math.max(1, Math.ceil(taken.freeInMs / 1000));
    throw new RetryLater(
      `Two pages watch this cluster live already, which is all it is burdened with. One ends within ${seconds} s.`,
      seconds,
    );
  }
  const { slot } = taken;
  let freed: Promise<void> | null = null;
  const free = () =>
    (freed ??= freeLiveSlot(db, { clusterKey, slot, holder }).catch((error: unknown) => {
      logger.warn({ reason: errorMessage(error) }, 'a live slot could not be given back: it runs out by itself');
    }));
  // Also for a reader who leaves before asking for the first line, when no code of the generator runs.
  signal.addEventListener('abort', () => void free(), { once: true });
  try {
    return readings(deps, await start(deps, target, signal), signal, free);
  } catch (error) {
    await free();
    throw error;
  }
}

interface Started {
  reader: LiveReader;
  topology: Topology;
  requests: number;
}

/** Finds what is to be watched. */
async function start(deps: WatchLiveDeps, target: LiveTarget, signal: AbortSignal): Promise<Started> {
  const admin = await deps.admin();
  const options = { deadlineMs: START_DEADLINE_MS, signal };
  const topology = await admin.topology(options);
  if (target.kind === 'topic') {
    if (topology.topicByName.has(target.name)) return { reader: topicReader(target.name), topology, requests: 1 };
    throw new AppError('not_found', `There is no topic “${target.name}” in this cluster.`);
  }
  const { groups, brokers } = await admin.listGroups(topology, options);
  const listing = groups.find(({ groupId }) => groupId === target.name);
  if (listing === undefined) throw new AppError('not_found', `No broker that answered knows a group “${target.name}”.`);
  return { reader: groupReader(listing, deps.clock), topology, requests: 1 + requestsOf(brokers) };
}

async function* readings(
  deps: WatchLiveDeps,
  started: Started,
  signal: AbortSignal,
  free: () => Promise<void>,
): AsyncGenerator<LiveLine, void, undefined> {
  const { clock, logger } = deps;
  const startedAt = clock.monotonic();
  const { reader } = started;
  let { topology, requests } = started;
  let topologyAt = startedAt;
  const common = () => ({
    secondsLeft: Math.max(0, Math.ceil((startedAt + WATCH_MS - clock.monotonic()) / 1000)),
    requests,
  });
  try {
    yield { type: 'started', ...common() };
    for (let tick = 0; !signal.aborted && tick * EVERY_MS < WATCH_MS;) {
      const readAt = clock.monotonic();
      let isMoved: boolean;
      try {
        const admin = await deps.admin();
        const reading = await reader.read(admin, topology, { deadlineMs: DEADLINE_MS, signal });
        ({ isMoved } = reading);
        requests += reading.requests;
        yield { ...reading.line, ...common(), tookMs: Math.round(clock.monotonic() - readAt) };
      } catch (error) {
        const gap = gapOf(error);
        if (signal.aborted) return;
        if (gap === null) throw error;
        ({ isMoved } = gap);
        requests += gap.requests;
        yield { type: 'gap', ...common(), fault: { code: gap.fault.code, detail: gap.fault.message } };
      }
      if (isMoved && clock.monotonic() - topologyAt >= TOPOLOGY_EVERY_MS) {
        topologyAt = clock.monotonic();
        requests += 1;
        topology = await freshTopology(deps, topology, signal);
      }
      // Ticks that a slow answer or a slow reader has missed are not taken up.
      tick = Math.max(tick + 1, Math.ceil((clock.monotonic() - startedAt) / EVERY_MS));
      await until(startedAt + tick * EVERY_MS - clock.monotonic(), signal);
    }
    if (!signal.aborted) yield { type: 'ended', ...common(), reason: 'time' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    logger.debug({ reason: error.message }, 'what was watched live is gone');
    yield { type: 'ended', ...common(), reason: 'gone' };
  } finally {
    await free();
  }
}

async function freshTopology(deps: WatchLiveDeps, known: Topology, signal: AbortSignal): Promise<Topology> {
  try {
    return await (await deps.admin()).topology({ deadlineMs: DEADLINE_MS, signal });
  } catch (error) {
    // The old one tells at least what is where it was; the readings say what is not.
    if (error instanceof KafkaUnavailableError) return known;
    throw error;
  }
}

function gapOf(error: unknown): Pick<LiveGap, 'fault' | 'requests' | 'isMoved'> | null {
  if (error instanceof LiveGap) return error;
  return error instanceof KafkaUnavailableError ? { fault: error.fault, requests: 0, isMoved: false } : null;
}

async function until(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return;
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
