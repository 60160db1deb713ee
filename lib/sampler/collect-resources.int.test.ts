import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type LabBroker, type LabCluster } from '#demo/kafka/index.ts';
import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { NO_MEASURING, type ResourceSource } from '#lib/core/measuring.ts';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { readSeriesAnswer } from '#lib/series/read-answer.ts';
import type { RawResources } from '#lib/sources/raw-resources.ts';
import { readResources } from '#lib/sources/read-resources.ts';
import { RESOURCE_TABLE } from '#lib/sources/resource-table.ts';
import { clusterRepository, type ClusterRepository } from '#lib/store/clusters.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { ResourcesPart } from '#lib/store/snapshot/types.ts';
import { startTestPostgres, type TestDatabase, type TestPostgres } from '#lib/testing/postgres.ts';
import { runClusters } from './run-clusters.ts';

let postgres: TestPostgres;
let kafka: LabCluster;
let database: TestDatabase;
let clusters: ClusterRepository;
let key: number;

beforeAll(async () => {
  [postgres, kafka] = await Promise.all([
    startTestPostgres(),
    startCluster({ brokers: 3, jolokia: true, exporter: ['confluent', 'strimzi', 'bitnami'] }),
  ]);
  database = await postgres.createDatabase();
  clusters = clusterRepository(database.db, createSecretBox('a secret of the tests, long enough: 8f3kq0Zp'));
  await kafka.tool('kafka-topics', ['--create', '--topic', 'orders', '--partitions', '6', '--replication-factor', '3']);
  await produce(2_000);
  await kafka.tool('kafka-console-consumer', ['--topic', 'orders', '--from-beginning', '--max-messages', '2000']);
});
afterAll(async () => {
  await kafka?.stop();
  await database?.close();
  await postgres?.stop();
});

/** By key, so that all brokers get some. */
const produce = (lines: number) =>
  kafka.tool('kafka-console-producer', ['--topic', 'orders', '--property', 'parse.key=true', '--property', 'key.separator=:'], {
    input: Array.from({ length: lines }, (_none, i) => `key-${i}:sixteen letters!\n`).join(''),
  });

const door = { lookup: guardedLookup(denyNetworks(DENIED_BY_DEFAULT)) };
const plainSource = { username: null, password: null, bearerToken: null };

function jolokia(): ResourceSource {
  const urlByBroker = Object.fromEntries(
    kafka.brokers.map((broker) => [String(broker.nodeId), `http://127.0.0.1:${broker.jolokiaPort}/jolokia`]),
  );
  return { kind: 'jolokia', url: 'http://{host}:8778/jolokia', urlByBroker, ...plainSource };
}

function exporter(): ResourceSource {
  const urlByBroker = Object.fromEntries(
    kafka.brokers.map((broker) => [String(broker.nodeId), `http://127.0.0.1:${broker.exporterPort}/metrics`]),
  );
  return { kind: 'prometheus', url: 'http://{host}:9404/metrics', urlByBroker, ...plainSource };
}

const read = (source: ResourceSource, { nodeId, host }: LabBroker) =>
  readResources({ bootstrap: [], door, clock: systemClock }, source, { nodeId, host }, { deadlineMs: 10_000 });

const numberOf = (raw: RawResources, metric: StoredMetricName): number | null => {
  const found = raw.values.get(metric);
  return found === undefined ? null : Number(found.value) * found.factor;
};

/** What moves by itself between two looks, and by how much at most: shares of a minute, heap, CPU of the last moments, times of polls that never stop. */
function slackOf(metric: StoredMetricName, value: number): number {
  if (/idle|cpu$|heap_used|append_rate|fetch_rate/.test(metric)) return Math.max(0.35, value);
  if (metric.endsWith('_lag')) return 3_000;
  if (/_p\d+|commit_latency|connections|open_files$|queue|purgatory/.test(metric)) return Math.max(5, value * 0.5);
  return 1e-3;
}

describe('the sources of one live broker', () => {
  it('agree: every reading of the exporter lies between two of Jolokia, as far as it moves', async () => {
    const [confluent, strimzi, bitnami] = await Promise.all(
      kafka.brokers.map(async (broker) => {
        const before = await read(jolokia(), broker);
        const page = await read(exporter(), broker);
        const after = await read(jolokia(), broker);
        const compared: StoredMetricName[] = [];
        const apart: string[] = [];
        for (const { metric } of RESOURCE_TABLE) {
          const told = numberOf(page, metric);
          const bounds = [numberOf(before, metric), numberOf(after, metric)].filter((value) => value !== null);
          if (told === null || bounds.length < 2 || !bounds.every(Number.isFinite) || !Number.isFinite(told)) continue;
          compared.push(metric);
          const slack = slackOf(metric, told);
          if (told < Math.min(...bounds) - slack || told > Math.max(...bounds) + slack)
            apart.push(`${broker.nodeId} ${metric}: ${told} is not within ${bounds.join(' and ')}`);
        }
        expect(apart).toEqual([]);
        expect(page.raftState).toBe(page.raftState === null ? null : after.raftState);
        return { compared, page };
      }),
    );
    // Confluent's rules have everything; Strimzi's idle share is a mean since start; Bitnami's have no percentiles.
    expect(confluent?.compared.length).toBeGreaterThan(55);
    expect(confluent?.compared).toContain('broker.handler_idle');
    expect(confluent?.page.raftState).toMatch(/leader|follower/);
    expect(strimzi?.page.unknown.get('broker.handler_idle')).toBe('mean_since_start');
    expect(strimzi?.compared.length).toBeGreaterThan(55);
    expect(strimzi?.page.raftState).toMatch(/leader|follower/);
    expect(bitnami?.page.unknown.get('broker.produce_p99')).toBe('not_exported');
    expect(bitnami?.compared).toEqual(expect.arrayContaining(['broker.bytes_in', 'broker.handler_idle', 'broker.isr_shrinks']));
  });

  it('equal what a hand reads from the MBeans one by one', async () => {
    const [broker] = kafka.brokers;
    if (broker === undefined) throw new Error('no broker');
    const byHand = async (mbean: string, attribute: string): Promise<number> => {
      const answer = await fetch(`http://127.0.0.1:${broker.jolokiaPort}/jolokia/read/${mbean}/${attribute}`);
      return ((await answer.json()) as { value: number }).value;
    };
    const raw = await read(jolokia(), broker);
    const beans: [StoredMetricName, string, string, number][] = [
      ['broker.bytes_in', 'kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec', 'Count', 1],
      ['broker.messages_appended', 'kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec', 'Count', 1],
      ['broker.produce_requests', 'kafka.server:type=BrokerTopicMetrics,name=TotalProduceRequestsPerSec', 'Count', 1],
      ['broker.produce_p99', 'kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce', '99thPercentile', 1],
      ['broker.produce_local_p99', 'kafka.network:type=RequestMetrics,name=LocalTimeMs,request=Produce', '99thPercentile', 1],
      ['broker.isr_expands', 'kafka.server:type=ReplicaManager,name=IsrExpandsPerSec', 'Count', 1],
      ['broker.heap_max', 'java.lang:type=Memory', 'HeapMemoryUsage/max', 1],
      ['broker.open_files_max', 'java.lang:type=OperatingSystem', 'MaxFileDescriptorCount', 1],
      ['broker.active_controller', 'kafka.controller:type=KafkaController,name=ActiveControllerCount', 'Value', 1],
    ];
    for (const [metric, mbean, attribute] of beans)
      expect([metric, numberOf(raw, metric)]).toEqual([metric, await byHand(mbean, attribute)]);
    expect(numberOf(raw, 'broker.bytes_in')).toBeGreaterThan(0);
    expect(numberOf(raw, 'broker.uptime')).toBeCloseTo((await byHand('java.lang:type=Runtime', 'Uptime')) / 1000, -1);
  });

  it('are not taken for those of another broker', async () => {
    const [first, second] = kafka.brokers;
    if (first === undefined || second === undefined) throw new Error('no broker');
    const crossed = { ...jolokia(), urlByBroker: { 1: `http://127.0.0.1:${second.jolokiaPort}/jolokia` } };
    await expect(read(crossed, first)).rejects.toMatchObject({ code: 'WRONG_BROKER' });
    await expect(read({ ...jolokia(), urlByBroker: exporter().urlByBroker }, first)).rejects.toMatchObject({
      name: 'SourceFault',
    });
  });
});

async function eventually<T>(what: string, check: () => Promise<T | null | false>, timeoutMs = 60_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await check();
    if (result !== null && result !== false) return result;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function resources(): Promise<ResourcesPart | null> {
  return (await readSnapshot(database.db, key, ['resources'])).parts.resources ?? null;
}

it('the sampler stores them, names a source that fails since when, keeps the others, and forgets a source that is taken away', async () => {
  const { connection } = parseClientProperties(kafka.clientProperties());
  const measuring = { ...NO_MEASURING, resources: jolokia() };
  key = (await clusters.create({ id: 'lab', name: 'lab', source: 'app', connection, measuring })).key;
  const stop = new AbortController();
  const running = runClusters(
    { db: database.db, clusters, holder: 'test', clock: systemClock, logger: silentLogger },
    stop.signal,
  );
  try {
    const first = await eventually('first readings', async () => {
      const part = await resources();
      return part !== null && Object.values(part.brokers).filter(({ state }) => state === 'ok').length === 3 && part;
    });
    expect(first.source).toBe('jolokia');
    // A single reading makes no rate: unknown, not 0.
    expect(first.brokers[1]?.readings['broker.bytes_in']).toBeUndefined();
    expect(first.brokers[1]?.unknown['broker.bytes_in']).toBe('first_reading');
    await produce(5_000);
    await eventually('rates of all, some of them above 0', async () => {
      const part = await resources();
      const bytesIn = Object.values(part?.brokers ?? {}).map(({ readings }) => readings['broker.bytes_in'] ?? null);
      return bytesIn.length === 3 && !bytesIn.includes(null) && bytesIn.some((rate) => rate !== null && rate > 0);
    });

    const range = { from: Date.now() - 300_000, to: Date.now(), points: 100, top: 8, internal: true };
    const heap = await readSeriesAnswer(database.db, key, { metric: 'broker.heap_used', by: 'broker', ...range }, Date.now());
    expect(heap.series.map((series) => series.key).toSorted()).toEqual(['1', '2', '3']);
    const p99 = await readSeriesAnswer(database.db, key, { metric: 'broker.produce_p99', broker: 1, ...range }, Date.now());
    expect(p99.series).toHaveLength(1);
    expect(p99.series[0]?.mean).toEqual(p99.series[0]?.max);
    await expect(
      readSeriesAnswer(database.db, key, { metric: 'broker.produce_p99', ...range }, Date.now()),
    ).rejects.toMatchObject({
      code: 'invalid',
    });

    const killedAt = Date.now();
    await kafka.broker(3).kill();
    const broken = await eventually('the failure', async () => {
      const part = await resources();
      return part?.brokers[3]?.state === 'failed' && part;
    });
    expect(broken.brokers[3]?.fault?.code).toBe('CONNECTION_REFUSED');
    expect(Date.parse(broken.brokers[3]?.since ?? '')).toBeGreaterThanOrEqual(killedAt);
    const later = await eventually('fresh readings of the others', async () => {
      const part = await resources();
      const isFresh = (nodeId: number) =>
        Date.parse(part?.brokers[nodeId]?.readAt ?? '') > Date.parse(broken.brokers[3]?.since ?? '');
      return isFresh(1) && isFresh(2) && part;
    });
    for (const nodeId of [1, 2]) expect(later.brokers[nodeId]).toMatchObject({ state: 'ok', fault: null });
    expect(later.brokers[3]?.since).toBe(broken.brokers[3]?.since);
    const record = await clusters.get('lab');
    await clusters.setMeasuring('lab', NO_MEASURING, record?.version ?? 0);
    const none = await eventually('the source to be gone', async () => {
      const part = await resources();
      return part?.source === null && part;
    });
    expect(none.brokers).toEqual({});
  } finally {
    stop.abort();
    await running;
  }
}, 240_000);
