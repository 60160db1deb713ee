import { setImmediate as giveWay } from 'node:timers/promises';
import type { Clock } from '#lib/core/clock.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { Topology } from '#lib/kafka/admin/port.ts';
import { decodeCrossings, encodeCrossings, type StoredPoint } from '#lib/lag/crossings-codec.ts';
import { decodeGroup, encodeGroup, type Place } from '#lib/lag/group-codec.ts';
import type { StoredGroup } from '#lib/lag/stored-group.ts';
import type { Database } from '#lib/store/database.ts';
import { readLag, writeLag } from '#lib/store/lag/lag-store.ts';
import { isSameTopic } from './carry-partitions.ts';
import type { LagMemory, StoredLag } from './lag-memory.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import { topicKey } from './topic-key.ts';
import { wait } from './wait.ts';

/** A crash loses no more than this; a large cluster, whose packing takes a while, five times as much. */
const WRITE_EVERY_MS = 60_000;
const WRITE_LARGE_EVERY_MS = 300_000;
const LARGE_PARTITIONS = 10_000;
/** Bodies packed before the event loop gets its turn. */
const PACKED_AT_ONCE = 20;

export interface LagKeeperOptions {
  db: Pick<Database, 'pool'>;
  clusterKey: number;
  lease: Pick<LeaseKeeper, 'fence'>;
  clock: Clock;
  logger: Logger;
  /** Interval of writing; absent = by the size of the cluster. */
  everyMs?: number;
}

/** Writes down what is remembered of lag, every minute or few and at an orderly stop, so that a restart forgets nothing. */
export class LagKeeper {
  readonly #options: LagKeeperOptions;
  #writing: Promise<void> | null = null;
  /** Topics and groups for which rows of others were removed last. */
  #swept: ReadonlySet<string> = new Set();

  constructor(options: LagKeeperOptions) {
    this.#options = options;
  }

  /** What a former sampler left; null when there is nothing, or the database is away: then only bounds are wider. */
  async read(): Promise<StoredLag | null> {
    const { db, clusterKey, logger } = this.#options;
    try {
      const stored = await readLag(db, clusterKey);
      return {
        crossings: decodeEach<StoredPoint[][]>(stored.crossings, decodeCrossings, logger),
        groups: decodeEach<StoredGroup>(stored.groups, decodeGroup, logger),
        unmoved: stored.unmoved,
        seenUntilMs: stored.seenUntilMs ?? NaN,
      };
    } catch (error) {
      logger.warn({ reason: errorMessage(error) }, 'the stored lag could not be read');
      return null;
    }
  }

  /** Writes until `ended`. `memoryOf` is the memory as of the last pass. */
  async run(memoryOf: () => LagMemory, ended: AbortSignal): Promise<void> {
    const { everyMs } = this.#options;
    while (!ended.aborted) {
      const partitions = memoryOf().topology?.partitionCount ?? 0;
      await wait(everyMs ?? (partitions < LARGE_PARTITIONS ? WRITE_EVERY_MS : WRITE_LARGE_EVERY_MS), ended);
      if (!ended.aborted) await this.write(memoryOf());
    }
  }

  /** Writes what changed since the last time. Never rejects: what could not be written is written next time. */
  async write(memory: LagMemory): Promise<void> {
    await this.#writing;
    this.#writing = this.#write(memory);
    await this.#writing;
    this.#writing = null;
  }

  async #write(memory: LagMemory): Promise<void> {
    const { db, clusterKey, lease, clock, logger } = this.#options;
    const { topology } = memory;
    if (topology === null) return;
    const moved = new Set(memory.moved);
    memory.moved.clear();
    const seenUntilMs = memory.seenUntilMs;
    try {
      const crossings = new Map<string, Uint8Array>();
      const groups = new Map<string, Uint8Array>();
      const placeOf = placesOf(topology);
      let packed = 0;
      // A pass that comes in between moves what is packed later on a little further: each body is whole by itself.
      const breathe = async () => {
        if (++packed % PACKED_AT_ONCE === 0) await giveWay();
        return memory.topology === topology || hasSameLayout(memory.topology, topology);
      };
      for (const topic of topology.topics) {
        const key = topicKey(topic);
        if (!moved.has(key)) continue;
        if (!(await breathe())) return void restoreMoved(memory, moved);
        const body = encodeCrossings(memory.crossings, topic.base, topic.partitions.length);
        if (body !== null) crossings.set(key, body);
      }
      for (const [groupId, track] of memory.tracks) {
        if (!(await breathe())) return void restoreMoved(memory, moved);
        groups.set(groupId, encodeGroup(track, placeOf));
      }
      const topicKeys = topology.topics.map(topicKey);
      const groupNames = [...memory.tracks.keys()];
      const owners = new Set([...topicKeys.map((key) => `topic ${key}`), ...groupNames.map((name) => `group ${name}`)]);
      // Only what was there and is gone leaves rows behind: new names ask for no sweep.
      const isSwept = this.#swept.size > 0 && [...this.#swept].every((owner) => owners.has(owner));
      const existing = isSwept ? null : { topicKeys, groupNames };
      const startedAt = clock.monotonic();
      await writeLag(db, { clusterKey, fence: lease.fence, crossings, groups, seenUntilMs, existing });
      this.#swept = owners;
      const ms = Math.round(clock.monotonic() - startedAt);
      logger.debug({ topics: crossings.size, groups: groups.size, ms }, 'lag was written down');
    } catch (error) {
      restoreMoved(memory, moved);
      if (!(error instanceof AppError)) {
        logger.error({ err: error }, 'lag could not be written down');
        return;
      }
      logger.warn({ reason: error.message }, 'lag could not be written down');
    }
  }
}

function restoreMoved(memory: LagMemory, moved: ReadonlySet<string>): void {
  for (const key of moved) memory.moved.add(key);
}

/** Whether indexes packed so far still mean the same partitions. */
function hasSameLayout(now: Topology | null, before: Topology): boolean {
  if (now === null || now.topics.length !== before.topics.length || now.partitionCount !== before.partitionCount) return false;
  return now.topics.every((topic, t) => {
    const old = before.topics[t];
    return old !== undefined && old.base === topic.base && isSameTopic(old, topic);
  });
}

function placesOf(topology: Topology): (p: number) => Place | null {
  const topicOf = new Int32Array(topology.partitionCount);
  for (const [t, topic] of topology.topics.entries()) topicOf.fill(t, topic.base, topic.base + topic.partitions.length);
  const keys = topology.topics.map(topicKey);
  return (p) => {
    const t = p < 0 ? -1 : (topicOf[p] ?? -1);
    const topic = topology.topics[t];
    return topic === undefined ? null : { key: keys[t] ?? '', topic: topic.name, partition: p - topic.base };
  };
}

/** Bodies that cannot be read are left out: of those the history starts anew. */
function decodeEach<T>(bodies: ReadonlyMap<string, Uint8Array>, decode: (body: Uint8Array) => T, logger: Logger): Map<string, T> {
  const decoded = new Map<string, T>();
  for (const [key, body] of bodies) {
    try {
      decoded.set(key, decode(body));
    } catch (error) {
      logger.warn({ key, reason: errorMessage(error) }, 'a stored history of lag could not be read');
    }
  }
  return decoded;
}
