import { randomBytes } from 'node:crypto';
import { CANARY_GROUP_PREFIX, CANARY_TOPIC } from '#lib/core/canary-names.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { Logger } from '#lib/core/logger.ts';
import type { KafkaProbe, ProbeMap, ProbePartition } from '#lib/kafka/probe/port.ts';
import { contractFault } from '../names.ts';
import { wait } from '../wait.ts';
import { BrokerWatch } from './broker-watch.ts';
import { CommitProber } from './commit-prober.ts';
import type { TopicPlan } from './plan-topic.ts';
import { RecordProber } from './record-prober.ts';
import { SampleBook, type Sample } from './sample-book.ts';
import { StallWatch } from './stall-watch.ts';
import { TopicKeeper } from './topic-keeper.ts';

const PROBE_EVERY_MS = 2_000;
const COMMIT_EVERY_MS = 5_000;
/** While the request budget of the cluster is overspent, only every so many of the probes are sent. */
const OVER_BUDGET_EVERY = 5;
const MAP_EVERY_MS = 5_000;
/** However many brokers say that leaders moved. */
const MAP_PAUSE_MS = 500;
const MAP_TIMEOUT_MS = 4_000;
/** Looking up a coordinator makes brokers create their topic; they need some time for it. */
const WAKE_EVERY_MS = 60_000;

const OFFSETS_TOPIC = '__consumer_offsets';

export interface CanaryRunOptions {
  probe: KafkaProbe;
  clock: Clock;
  logger: Logger;
  brokerCount(): number | null;
  /** More was sent to the cluster than its budget allows. */
  isOverBudget(): boolean;
}

/** One run of the canary of one cluster: keeps its topic, probes every broker, and counts. Knows nothing of databases and passes. */
export class CanaryRun {
  /** Tells what this run stored from what others did. */
  readonly id: bigint = BigInt.asIntN(64, randomBytes(8).readBigInt64BE());
  readonly startedAtMs: number;
  readonly book = new SampleBook();
  readonly watch = new BrokerWatch();
  readonly keeper: TopicKeeper;
  readonly #options: CanaryRunOptions;
  readonly #records: RecordProber;
  readonly #commits: CommitProber;
  readonly #stalls: StallWatch;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #failed = new AbortController();
  #map: ProbeMap | null = null;
  #plan: TopicPlan | null = null;
  #mapIsOld = new AbortController();
  #wokenAt = Number.NEGATIVE_INFINITY;
  #ticks = { probe: 0, commit: 0 };

  constructor(options: CanaryRunOptions) {
    const { probe, clock } = options;
    this.#options = options;
    this.startedAtMs = clock.now();
    const onSample = (sample: Sample): void => this.book.add(sample);
    const onMoved = (): void => this.#mapIsOld.abort();
    this.keeper = new TopicKeeper(options);
    const onBroken = (error: unknown): void => this.#failed.abort(error);
    this.#records = new RecordProber({ probe, clock, run: this.id, onSample, onMoved, onBroken });
    this.#commits = new CommitProber({ probe, clock, onSample, onMoved });
    this.#stalls = new StallWatch(clock.monotonic());
  }

  /** Brokers in the last Metadata; null before the first. */
  get brokers(): ProbeMap['brokers'] | null {
    return this.#map?.brokers ?? null;
  }

  /** What is probed through which partition; null while there is no topic. */
  get plan(): TopicPlan | null {
    return this.#plan;
  }

  /** Probes until `ended`. Rejects only for an error of ours. */
  async run(ended: AbortSignal): Promise<void> {
    const stop = AbortSignal.any([ended, this.#failed.signal]);
    const stopWatching = this.#stalls.start(() => this.#options.clock.monotonic());
    await Promise.all([
      this.#mapForever(stop),
      this.#every(PROBE_EVERY_MS, stop, () => this.#tick(stop)),
      this.#every(COMMIT_EVERY_MS, stop, () => this.#commitAll(stop)),
    ]);
    await Promise.all(this.#inFlight);
    await this.#records.ended();
    stopWatching();
    this.#settle();
    this.#failed.signal.throwIfAborted();
  }

  /** Calls `act` at a steady pace; ticks that were missed are left out. */
  async #every(stepMs: number, ended: AbortSignal, act: () => void): Promise<void> {
    const { clock } = this.#options;
    let next = clock.monotonic() + stepMs;
    for (;;) {
      await wait(next - clock.monotonic(), ended);
      if (ended.aborted) return;
      const late = clock.monotonic() - next;
      act();
      next += stepMs * (1 + Math.floor(Math.max(0, late) / stepMs));
    }
  }

  async #mapForever(ended: AbortSignal): Promise<void> {
    const { probe } = this.#options;
    while (!ended.aborted) {
      this.#mapIsOld = new AbortController();
      const map = await probe.map([CANARY_TOPIC, OFFSETS_TOPIC], { deadlineMs: MAP_TIMEOUT_MS, signal: ended });
      // Without Metadata the last map stays: probes at dead brokers fail by themselves, which is what is to be seen.
      if (map.ok) await this.#learn(map.value, ended);
      await wait(MAP_PAUSE_MS, ended);
      await wait(MAP_EVERY_MS, AbortSignal.any([ended, this.#mapIsOld.signal]));
    }
  }

  async #learn(map: ProbeMap, ended: AbortSignal): Promise<void> {
    this.#map = map;
    this.#plan = await this.keeper.keep(map, ended);
    const partitions = map.topics.get(CANARY_TOPIC)?.partitions ?? [];
    this.#records.setLeaders(
      new Map(partitions.flatMap(({ partition, leader }) => (leader === null ? [] : [[partition, leader]]))),
    );
    await this.#wakeCoordinators(ended);
  }

  async #wakeCoordinators(ended: AbortSignal): Promise<void> {
    const { clock, probe } = this.#options;
    if (this.#offsetsTopic().length > 0 || clock.monotonic() - this.#wokenAt < WAKE_EVERY_MS) return;
    this.#wokenAt = clock.monotonic();
    await probe.wakeCoordinator(CANARY_GROUP_PREFIX, { deadlineMs: MAP_TIMEOUT_MS, signal: ended });
  }

  #offsetsTopic(): readonly ProbePartition[] {
    return this.#map?.topics.get(OFFSETS_TOPIC)?.partitions ?? [];
  }

  #tick(ended: AbortSignal): void {
    this.#records.expire();
    this.#settle();
    this.#carryFailures();
    if (this.#yields('probe')) return;
    for (const [nodeId, partition] of this.#plan?.partitionOf ?? []) this.#start(this.#records.send(nodeId, partition, ended));
  }

  /** Whether this tick is left out for the sake of the request budget. */
  #yields(what: 'probe' | 'commit'): boolean {
    this.#ticks[what] += 1;
    return this.#options.isOverBudget() && this.#ticks[what] % OVER_BUDGET_EVERY !== 0;
  }

  /** Decides which of the samples since the last tick may be trusted. */
  #settle(): void {
    this.#stalls.beat(this.#options.clock.monotonic());
    for (const { nodeId, kind, to, atMs, result } of this.book.settle((from, until) => this.#stalls.stalledMs(from, until))) {
      if (result.is === 'lost') {
        const fault = { code: 'LOST', detail: 'An acknowledged record was not seen again within 20 s.' };
        this.watch.note(nodeId, to, atMs, fault);
      } else if (kind === 'produce') {
        if (result.is === 'ok') this.watch.note(nodeId, to, atMs, null);
        else if (result.is === 'failed') this.watch.note(nodeId, to, atMs, contractFault(result.fault));
      }
    }
  }

  /** A broker that failed and then vanished goes on failing: that others lead its partition now says nothing good of it. Once it is back, only probes tell. */
  #carryFailures(): void {
    const { clock } = this.#options;
    if (this.#map === null) return;
    const present = new Set(this.#map.brokers.map((broker) => broker.nodeId));
    this.watch.prune(clock.monotonic());
    for (const nodeId of this.watch.known()) {
      const failing = this.watch.failing(nodeId);
      if (failing === null) continue;
      if (!present.has(nodeId)) this.watch.note(nodeId, clock.monotonic(), clock.now(), failing.fault);
      else if (this.#plan !== null && !this.#plan.partitionOf.has(nodeId)) this.watch.forgive(nodeId);
    }
  }

  #commitAll(ended: AbortSignal): void {
    if (this.#yields('commit')) return;
    const offsetsTopic = this.#offsetsTopic();
    const { partitionOf } = this.#plan ?? { partitionOf: new Map<number, number>() };
    for (const { nodeId } of this.#map?.brokers ?? []) {
      // Any partition will do where the broker leads none: the coordinator is what is measured.
      const partition = partitionOf.get(nodeId) ?? partitionOf.values().next().value;
      const offset = partition === undefined ? null : this.#records.endOf(partition);
      if (partition === undefined || offset === null) continue;
      this.#start(this.#commits.commit(nodeId, offsetsTopic, { partition, offset }, ended));
    }
  }

  #start(work: Promise<void>): void {
    const contained = work.catch((error: unknown) => this.#failed.abort(error)).finally(() => this.#inFlight.delete(contained));
    this.#inFlight.add(contained);
  }
}
