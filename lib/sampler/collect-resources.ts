import type { ResourceSource } from '#lib/core/measuring.ts';
import { deriveResources, type BrokerResources } from '#lib/sources/derive-resources.ts';
import type { RawResources } from '#lib/sources/raw-resources.ts';
import { readResources, type ResourceBroker, type ResourceReaderDeps } from '#lib/sources/read-resources.ts';
import { SourceFault } from '#lib/sources/source-fault.ts';
import type { ResourcesEntry, ResourcesPart } from '#lib/store/snapshot/types.ts';
import type { Collector, CollectorContext, CollectorFactory, Contribution } from './collector.ts';
import { outboundDoor } from './outbound-door.ts';
import { metricValue, type OwnerReading } from './sampled-values.ts';
import { wait } from './wait.ts';

/** Percentiles cover minutes and rates want some seconds: more often would tell nothing new. */
const INTERVAL_MS = 15_000;
/** A reading stands for the present so long. */
const FRESH_MS = 3 * INTERVAL_MS;
/** One broker's request, dialling and all. */
const DEADLINE_MS = 5_000;
/** Brokers asked at the same time. */
const PARALLEL = 16;
/** A source that fails is asked ever more rarely, up to this: a broker that is back is seen within it. */
const PAUSE_MAX_MS = 60_000;
/** Wrong credentials are tried rarely: hammering locks accounts. */
const REFUSED_PAUSE_MAX_MS = 300_000;
/** How soon brokers that appear are read: they are known with the first pass. */
const LOOK_MS = 500;

/** What is known of one broker's source. */
interface BrokerSource {
  state: ResourcesEntry['state'];
  sinceMs: number;
  fault: ResourcesEntry['fault'];
  failures: number;
  /** Monotonic ms before which it is not asked again. */
  notBefore: number;
  raw: RawResources | null;
  resources: BrokerResources | null;
  /** Wall ms of `resources`. */
  readAtMs: number;
}

/** Reads what brokers tell of their own resources, beside the passes: one request a broker every 15 s. Without a source it says so, so that an old picture does not stay. */
export const collectResources: CollectorFactory = (context) => {
  const source = context.measuring.resources;
  return source === null ? notConnected() : new ResourceCollector(context, source);
};

function notConnected(): Collector {
  const contribution: Contribution = { values: [], parts: { resources: { source: null, brokers: {} } }, facts: {} };
  return { name: 'resources', run: () => Promise.resolve(), contribute: () => contribution };
}

class ResourceCollector implements Collector {
  readonly name = 'resources';
  readonly #context: CollectorContext;
  readonly #source: ResourceSource;
  readonly #deps: ResourceReaderDeps;
  readonly #brokers = new Map<number, BrokerSource>();
  #part: { key: string; value: ResourcesPart } | null = null;
  #revision = 0;

  constructor(context: CollectorContext, source: ResourceSource) {
    this.#context = context;
    this.#source = source;
    this.#deps = {
      bootstrap: context.connection.bootstrap,
      clock: context.clock,
      door: outboundDoor(context),
    };
  }

  async run(ended: AbortSignal): Promise<void> {
    const { clock, latest } = this.#context;
    while (!ended.aborted) {
      const brokers = latest()?.brokers;
      if (brokers === undefined) {
        await wait(LOOK_MS, ended);
        continue;
      }
      const startedAt = clock.monotonic();
      this.#follow(brokers.keys());
      // A broker that is down has an address too, and its source may tell of it longer than Kafka does.
      const due = [...brokers.values()].filter(({ nodeId }) => (this.#brokers.get(nodeId)?.notBefore ?? 0) <= startedAt);
      await this.#readAll(due, ended);
      await wait(startedAt + INTERVAL_MS - clock.monotonic(), ended);
    }
  }

  contribute(): Contribution {
    const now = this.#context.clock.monotonic();
    const fresh = new Map([...this.#brokers].map(([nodeId, broker]) => [nodeId, freshResources(broker, now)]));
    return { values: valuesOf(fresh), parts: { resources: this.#partOf(fresh) }, facts: {} };
  }

  /** Forgets brokers that are gone and meets new ones. */
  #follow(nodeIds: Iterable<number>): void {
    const wanted = new Set(nodeIds);
    for (const nodeId of this.#brokers.keys()) if (!wanted.has(nodeId)) this.#brokers.delete(nodeId);
    for (const nodeId of wanted) {
      if (this.#brokers.has(nodeId)) continue;
      const sinceMs = this.#context.clock.now();
      const unread = { fault: null, failures: 0, notBefore: 0, raw: null, resources: null, readAtMs: 0 };
      this.#brokers.set(nodeId, { state: 'waiting', sinceMs, ...unread });
    }
    this.#revision++;
  }

  async #readAll(brokers: readonly ResourceBroker[], ended: AbortSignal): Promise<void> {
    const queue = [...brokers];
    const worker = async () => {
      for (let next = queue.shift(); next !== undefined && !ended.aborted; next = queue.shift()) await this.#read(next, ended);
    };
    await Promise.all(Array.from({ length: Math.min(PARALLEL, queue.length) }, worker));
  }

  async #read(broker: ResourceBroker, ended: AbortSignal): Promise<void> {
    const known = this.#brokers.get(broker.nodeId);
    if (known === undefined) return;
    try {
      const raw = await readResources(this.#deps, this.#source, broker, { deadlineMs: DEADLINE_MS, signal: ended });
      this.#succeed(known, raw);
    } catch (error) {
      if (ended.aborted) return;
      if (!(error instanceof SourceFault)) throw error;
      this.#fail(broker.nodeId, known, error);
    }
    this.#revision++;
  }

  #succeed(known: BrokerSource, raw: RawResources): void {
    const { clock } = this.#context;
    known.resources = deriveResources(raw, known.raw, FRESH_MS);
    known.raw = raw;
    known.readAtMs = clock.now();
    known.failures = 0;
    known.notBefore = 0;
    known.fault = null;
    if (known.state === 'ok') return;
    known.state = 'ok';
    known.sinceMs = clock.now();
  }

  #fail(nodeId: number, known: BrokerSource, error: SourceFault): void {
    const { clock, logger } = this.#context;
    const isNews = known.fault?.code !== error.code;
    if (known.state !== 'failed') known.sinceMs = clock.now();
    known.state = 'failed';
    known.fault = error.fault;
    known.failures++;
    known.notBefore = clock.monotonic() + pauseAfter(known.failures, error);
    if (isNews) logger.warn({ broker: nodeId, fault: error.code, reason: error.message }, 'a broker’s source could not be read');
  }

  /** The same object while nothing changed: an unchanged part is not packed again. */
  #partOf(fresh: ReadonlyMap<number, BrokerResources | null>): ResourcesPart {
    const expired = [...fresh].filter(([, resources]) => resources === null).map(([nodeId]) => nodeId);
    const key = `${this.#revision}/${expired.join(',')}`;
    if (this.#part?.key === key) return this.#part.value;
    const brokers = [...this.#brokers].map(([nodeId, broker]) => [nodeId, entryOf(broker, fresh.get(nodeId) ?? null)] as const);
    this.#part = { key, value: { source: this.#source.kind, brokers: Object.fromEntries(brokers) } };
    return this.#part.value;
  }
}

/** A little less than a multiple of the interval, so that the round meant is not missed by milliseconds. */
function pauseAfter(failures: number, { code }: SourceFault): number {
  const limit = code === 'AUTHENTICATION_FAILED' ? REFUSED_PAUSE_MAX_MS : PAUSE_MAX_MS;
  return Math.min(limit, INTERVAL_MS * 2 ** (failures - 1)) - INTERVAL_MS / 2;
}

function freshResources({ raw, resources }: BrokerSource, now: number): BrokerResources | null {
  return raw !== null && now - raw.answeredAt <= FRESH_MS ? resources : null;
}

/** Only what is known: a column that is missing is a gap. */
function valuesOf(fresh: ReadonlyMap<number, BrokerResources | null>): OwnerReading[] {
  return [...fresh].flatMap(([node, resources]) => {
    if (resources === null || resources.readings.size === 0) return [];
    const values = [...resources.readings].map(([metric, value]) => metricValue(metric, value));
    return [{ ref: { kind: 'broker' as const, node }, values }];
  });
}

function entryOf(broker: BrokerSource, resources: BrokerResources | null): ResourcesEntry {
  return {
    state: broker.state,
    since: new Date(broker.sinceMs).toISOString(),
    fault: broker.fault,
    readAt: resources === null ? null : new Date(broker.readAtMs).toISOString(),
    raftState: resources?.raftState ?? null,
    readings: Object.fromEntries(resources?.readings ?? []),
    unknown: Object.fromEntries(resources?.unknown ?? []),
  };
}
