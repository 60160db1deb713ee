import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { sampleCluster, STEP_MS, TOPICS } from '#lib/testing/sampled-cluster.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { snapshotShard, type SnapshotParts } from '#lib/store/snapshot/types.ts';
import { readKafkaFacts } from './read-kafka.ts';
import { renderKafka } from './render-kafka.ts';

const TOKEN = { authorization: 'Bearer metrics-token-0123456789' };

let database: TestDatabase;
let app: TestApp;
let key: number;
let newestMs: number;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp(database.db, { metricsToken: 'metrics-token-0123456789' });
  const connection = {
    bootstrap: ['localhost:1'],
    clientId: 'farol',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1000,
    requestTimeoutMs: 1000,
  };
  ({ key } = await app.services.clusters.create({ id: 'lab', name: 'Lab', source: 'app', connection }));
  newestMs = await sampleCluster(database.db, key);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

test('needs the token, and a cluster offers nothing until it is switched on', async () => {
  expect((await app.call('GET', '/metrics/kafka')).status).toBe(401);
  expect(await (await app.call('GET', '/metrics/kafka', { headers: TOKEN })).text()).toMatch(/^# no cluster offers metrics/);
  const named = await app.call('GET', '/metrics/kafka?cluster=lab', { headers: TOKEN });
  expect(named.status).toBe(404);
  expect(await named.json()).toMatchObject({ detail: expect.stringContaining('prometheus: true') as string });
});

test('above the cap only sums are told, and how many series were left out', async () => {
  const record = await app.services.clusters.get('lab');
  await app.services.clusters.setMeasuring('lab', { ...NO_MEASURING, prometheusOut: true }, record?.version ?? 0);
  const response = await app.call('GET', '/metrics/kafka?cluster=lab', { headers: TOKEN });
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  const text = await response.text();
  expect(text).toContain('farol_kafka_up{cluster="lab"} 1');
  expect(text.match(/^kafka_topic_partitions\{/gm)).toHaveLength(TOPICS);
  expect(text).not.toMatch(/^kafka_topic_partition_current_offset/m);
  expect(text).toMatch(/^farol_kafka_hidden_series\{cluster="lab"\} [1-9]\d+$/m);
});

test('below the cap partitions have their offsets of the newest pass; what it did not learn is absent', async () => {
  const facts = await readKafkaFacts(database.db, { id: 'lab', key }, 1_000_000);
  const pedidos = facts.topics.find(({ summary }) => summary.name === 'Pedidos');
  expect([...(pedidos?.end ?? [])].slice(0, 3)).toEqual([1550, 2550, ...(pedidos && pedidos.end.length > 2 ? [Number.NaN] : [])]);
  expect(pedidos?.placement?.partitions[2]?.leader).toBeNull();
  expect(facts.pairs.map(({ group, topic }) => [group, topic])).toEqual([['estoque/1 %20', 'Pedidos']]);
  expect(facts.pairs[0]?.committed[1]).toBe(2500);
  // Stored in milliseconds, told in seconds.
  expect(facts.pairs[0]?.secondsBehind).toEqual({ lower: 30, upper: 35 });
});

test('share groups have the lag that their coordinator tells, by topic; a sum with an unknown part is none', async () => {
  const { db } = database;
  const lease = await acquireLease(db, { clusterKey: key, holder: 'test', ttlMs: 600_000 });
  const { parts } = await readSnapshot(db, key, ['groups']);
  const [group] = parts.groups ?? [];
  if (group === undefined) throw new Error('the sampled cluster has no group');
  const row = (topic: string, partition: number, lag: string | null) => ({
    topic,
    partition,
    startOffset: '1',
    lag,
    fault: null,
  });
  const share = {
    readAt: '2026-11-21T00:00:00.000Z',
    fault: null,
    partitions: [row('Pedidos', 0, '4'), row('Pedidos', 1, '3'), row('topic-1', 0, '9'), row('topic-1', 1, null)],
  };
  const pass = {
    clusterKey: key,
    fence: lease?.fence ?? 0n,
    startedAtMs: newestMs + STEP_MS,
    stepMs: STEP_MS,
    durationMs: 400,
    requests: 12,
    bytesOut: 1,
    bytesIn: 1,
    brokersAnswered: 3,
    brokersExpected: 3,
    fault: null,
    ...passColumns([]),
  } as const;
  const now: Partial<SnapshotParts> = { groups: [group, { ...group, groupId: 'fila', kind: 'share' }] };
  now[`members:${snapshotShard('fila')}`] = {
    fila: { readAt: share.readAt, fault: null, members: [], partitionFaults: {}, share },
  };
  await writePass(db, pass, now);
  const facts = await readKafkaFacts(db, { id: 'lab', key }, 1_000_000);
  const told = renderKafka(facts, new Set(['kafka_exporter', 'kminion']))
    .split('\n')
    .filter((line) => line.includes('"fila"') && line.includes('lag'));
  expect(told).toEqual([
    'kafka_consumergroup_lag_sum{cluster="lab",consumergroup="fila",topic="Pedidos"} 7',
    'kminion_kafka_consumer_group_topic_lag{cluster="lab",group_id="fila",topic_name="Pedidos"} 7',
  ]);
});
