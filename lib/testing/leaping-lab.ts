import { setTimeout as sleep } from 'node:timers/promises';
import type { LabCluster } from '#demo/kafka/index.ts';
import type { Problem } from '#lib/contracts/common.ts';
import type { GroupDetail, RecordAge } from '#lib/contracts/groups.ts';
import { systemClock, type Clock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { getGroup } from '#lib/groups/get-group.ts';
import { readRecordAge } from '#lib/groups/read-record-age.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { createKafkaProbe } from '#lib/kafka/probe/create-kafka-probe.ts';
import type { KafkaProbe } from '#lib/kafka/probe/port.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { storeCluster, type StoredCluster } from './stored-cluster.ts';
import { ClusterSampler } from '#lib/sampler/cluster-sampler.ts';
import { LagKeeper } from '#lib/sampler/lag-keeper.ts';
import { PassWriter } from '#lib/sampler/pass-writer.ts';
import { restoreMemory } from '#lib/sampler/restore-memory.ts';

/** Passes are stored by slots of this length. */
const SLOT_MS = 5_000;

/** What one pass says of itself. */
export interface LabPass {
  startedAtMs: number;
  durationMs: number;
  requests: number;
}

/** One life of a sampler: what a process holds, and what is gone with it. */
interface Life {
  admin: KafkaAdmin;
  sampler: ClusterSampler;
  writer: PassWriter;
  keeper: LagKeeper;
}

/** The real sampler on a real cluster and a real database, in a time of its own that leaps from pass to pass: ten minutes of watching take seconds. */
export class LeapingLab {
  readonly clusterKey: number;
  readonly #db: Database;
  readonly #kafka: LabCluster;
  readonly #stored: StoredCluster;
  readonly #probe: KafkaProbe;
  readonly #coordinators = new Map<string, number>();
  #aheadMs: number;
  readonly clock: Clock = {
    now: () => systemClock.now() + this.#aheadMs,
    monotonic: () => systemClock.monotonic() + this.#aheadMs,
  };
  #life: Life | null = null;
  /** Start of the last pass: the next one has a slot of its own. */
  #lastMs = -Infinity;

  private constructor(db: Database, kafka: LabCluster, stored: StoredCluster, aheadMs: number) {
    this.#db = db;
    this.#kafka = kafka;
    this.#stored = stored;
    this.#aheadMs = aheadMs;
    this.clusterKey = stored.clusterKey;
    this.#probe = createKafkaProbe(this.#connection(), { clock: systemClock, logger: silentLogger });
  }

  /** A sampler that knows nothing yet. Its time begins `aheadMs` after the machine's; negative = before. */
  static async start(db: Database, kafka: LabCluster, aheadMs: number): Promise<LeapingLab> {
    const lab = new LeapingLab(db, kafka, await storeCluster(db, []), aheadMs);
    await lab.begin();
    return lab;
  }

  /** Lets the lab's time go on to `ms`. It never goes back: on a machine that stood still it may be beyond. */
  goTo(ms: number): void {
    this.#aheadMs += Math.max(0, ms - this.clock.now());
  }

  /** Takes one pass and stores it. */
  async pass(): Promise<LabPass> {
    const { sampler, writer } = this.#alive();
    this.goTo(this.#lastMs + SLOT_MS);
    for (;;) {
      const { pending } = await sampler.sample(new AbortController().signal, 0, {});
      // This machine stood still for more than a second and the pass was thrown away: the next one tells.
      if (pending === null) continue;
      writer.push(pending);
      while (writer.backlog.passes > 0) await sleep(2);
      if (writer.backlog.dropped > 0) throw new Error('a pass could not be stored');
      const { startedAtMs, durationMs, requests } = pending.write;
      this.#lastMs = startedAtMs;
      return { startedAtMs, durationMs, requests };
    }
  }

  /** Writes down what is remembered of lag, as the sampler does every minute. */
  async keep(): Promise<void> {
    const { keeper, sampler } = this.#alive();
    await keeper.write(sampler.lag);
  }

  /** Takes over from what is stored, as `runCluster` does. */
  async begin(): Promise<void> {
    const { clusterKey, clock } = this;
    const lease = { fence: this.#stored.fence, recover: () => Promise.resolve(false) };
    const common = { db: this.#db, clusterKey, lease, clock, logger: silentLogger };
    const keeper = new LagKeeper(common);
    const [{ parts, pass }, storedLag] = await Promise.all([
      readSnapshot(this.#db, clusterKey, ['overview', 'brokers', 'topics', 'groups']),
      keeper.read(),
    ]);
    const { overview, brokers, topics, groups } = parts;
    const isKnown = pass !== null && overview && brokers && topics && groups;
    const problems = overview?.problems ?? [];
    const admin = createKafkaAdmin(this.#connection(), { clock, logger: silentLogger });
    this.#life = {
      admin,
      keeper,
      writer: new PassWriter(common),
      sampler: new ClusterSampler({
        clusterKey,
        admin,
        clock,
        logger: silentLogger,
        memory: restoreMemory(brokers ?? [], problems, clock.monotonic(), groups ?? [], storedLag),
        problems,
        lastRows: isKnown ? { overview, brokers, topics, groups } : null,
      }),
    };
  }

  /** An orderly end: what is remembered is written down. */
  async end(): Promise<void> {
    await this.keep();
    await this.kill();
  }

  /** An end without a goodbye: only what stands in the database is left. */
  async kill(): Promise<void> {
    const { admin, sampler, writer } = this.#alive();
    this.#life = null;
    sampler.close();
    await writer.close(5_000);
    await admin.close();
  }

  /** One group as the API tells it. */
  group(groupId: string): Promise<GroupDetail> {
    return getGroup(this.#db, this.clusterKey, groupId);
  }

  /** The age of the next record, read now, as the API tells it. */
  recordAge(group: string, topic: string, partition: number): Promise<RecordAge> {
    return readRecordAge(this.#alive().admin, { group, topic, partition, nowMs: this.clock.now() });
  }

  /** One topic of the last pass. */
  async topic(name: string): Promise<TopicSummary | undefined> {
    const { parts } = await readSnapshot(this.#db, this.clusterKey, ['topics']);
    return parts.topics?.find((topic) => topic.name === name);
  }

  /** Problems of the last pass about one group. */
  async problems(groupId: string): Promise<Problem[]> {
    const { parts } = await readSnapshot(this.#db, this.clusterKey, ['overview']);
    return (parts.overview?.problems ?? []).filter(({ scope }) => scope.kind === 'group' && scope.name === groupId);
  }

  /** Commits for a group without members. */
  async commit(group: string, topic: string, partition: number, offset: number): Promise<void> {
    const at = { group, topic, partition, offset: BigInt(offset) };
    const deadline = performance.now() + 30_000;
    let why = '';
    while (performance.now() < deadline) {
      const known = this.#coordinators.get(group);
      for (const nodeId of known === undefined ? this.#kafka.brokers.map((broker) => broker.nodeId) : [known]) {
        const done = await this.#probe.commit(nodeId, at, { deadlineMs: 2_000 });
        if (done.ok) {
          this.#coordinators.set(group, nodeId);
          return;
        }
        why = `${done.fault.code}: ${done.fault.message}`;
      }
      this.#coordinators.delete(group);
      await this.#probe.wakeCoordinator(group, { deadlineMs: 2_000 });
      await sleep(50);
    }
    throw new Error(`the commit of ${group} on ${topic}-${partition} failed: ${why}`);
  }

  /** Ends what runs and frees connections. */
  async close(): Promise<void> {
    if (this.#life !== null) await this.kill();
    this.#probe.close();
  }

  #alive(): Life {
    if (this.#life === null) throw new Error('no sampler runs');
    return this.#life;
  }

  #connection() {
    return parseClientProperties(this.#kafka.clientProperties()).connection;
  }
}
