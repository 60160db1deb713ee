import { afterAll, beforeAll, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { AdviceAnswer } from '#lib/contracts/advice.ts';
import { TopicCourses, type TopicSummary } from '#lib/contracts/topics.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { sampleCluster, TOPICS } from '#lib/testing/sampled-cluster.ts';

const STEP_MS = 60_000;
const PASSES = 15;
/** Messages a minute in each partition of the skewed topic. */
const PER_MINUTE = [700, 60, 60, 60];

let database: TestDatabase;
let app: TestApp;
let cookie: string;

const connection = {
  bootstrap: ['localhost:1'],
  clientId: 'farol',
  tls: null,
  sasl: null,
  connectTimeoutMs: 1000,
  requestTimeoutMs: 1000,
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  app = await startTestApp(db, { demo: true });
  cookie = await signInByDemoLink(app, db);
  const create = (id: string) => app.services.clusters.create({ id, name: id, source: 'app', connection });
  await writeSkewed((await create('skewed')).key);
  await sampleCluster(db, (await create('large')).key);
  await create('new');
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const topic = (over: Partial<TopicSummary>): TopicSummary => ({
  name: 'Cliques',
  topicId: 'id-cliques',
  internal: false,
  fault: null,
  notSeen: null,
  partitions: PER_MINUTE.length,
  replicationFactor: 3,
  offlinePartitions: 0,
  underReplicatedPartitions: 0,
  underMinIsrPartitions: 0,
  minInsyncReplicas: 2,
  cleanupPolicy: 'delete',
  retentionMs: '604800000',
  messagesInPerSecond: { value: 14.7, known: 4, total: 4 },
  offsetsHeld: { value: '10000', known: 4, total: 4 },
  sizeBytes: '5000000',
  lag: { value: null, known: 0, total: 0 },
  secondsBehind: null,
  openTransactionOffsets: null,
  groups: 0,
  hottestPartitionShare: 0.8,
  hottestPartition: 0,
  ...over,
});

/** Quarter of an hour of one topic with a hot partition, and one that was written to in the first minutes only. */
async function writeSkewed(clusterKey: number): Promise<void> {
  const { db } = database;
  const lease = await acquireLease(db, { clusterKey, holder: 'test', ttlMs: 600_000 });
  const owners = await ensureOwners(db, clusterKey, [
    { kind: 'topic', topicId: 'id-cliques', topic: 'Cliques' },
    { kind: 'topic', topicId: 'id-quiet', topic: 'Quieto' },
  ]);
  const newestMs = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  for (let i = 0; i < PASSES; i++) {
    const column = (name: keyof typeof METRICS, values: number[]) => ({
      metricId: METRICS[name].id,
      values: Float64Array.from(values),
    });
    await writePass(
      db,
      {
        clusterKey,
        fence: lease?.fence ?? 0n,
        startedAtMs: newestMs - (PASSES - 1 - i) * STEP_MS,
        stepMs: STEP_MS,
        durationMs: 100,
        requests: 1,
        bytesOut: 1,
        bytesIn: 1,
        brokersAnswered: 3,
        brokersExpected: 3,
        fault: null,
        ...passColumns([
          {
            ownerId: owners[0]?.ownerId ?? 0,
            columns: [
              column(
                'topic.end_offset',
                PER_MINUTE.map((rate) => 1_000 + rate * i),
              ),
              column('topic.messages_in', [14.7]),
            ],
          },
          { ownerId: owners[1]?.ownerId ?? 0, columns: [column('topic.messages_in', [i < 3 ? 2 : 0])] },
        ]),
      },
      i < PASSES - 1
        ? {}
        : {
            topics: [
              topic({}),
              topic({
                name: 'Quieto',
                topicId: 'id-quiet',
                groups: 1,
                messagesInPerSecond: { value: 0, known: 4, total: 4 },
                hottestPartitionShare: null,
              }),
            ],
            groups: [],
            brokers: [],
          },
    );
  }
}

/** An answer of the API, with how long it took. */
async function get(path: string): Promise<{ body: unknown; ms: number }> {
  const startedAt = performance.now();
  const response = await app.call('GET', `/api/v1/clusters/${path}`, { cookie });
  expect(response.status).toBe(200);
  return { body: await response.json(), ms: Math.round(performance.now() - startedAt) };
}

it('finds the hot partition of a stored quarter of an hour, with its numbers', async () => {
  const advice = AdviceAnswer.parse((await get('skewed/advice')).body);
  expect(advice.data.map(({ id }) => id)).toEqual(['hot_partition:Cliques', 'unread:Cliques']);
  const evidence = new Map(advice.data[0]?.evidence.map(({ name, value }) => [name, value]));
  expect(evidence.get('partition')).toBe(0);
  expect(evidence.get('share')).toBeCloseTo(700 / 880);
  expect(advice.meta).toMatchObject({ total: 2, topics: 2, topicsJudged: 2, topicsWithHistory: 2 });
});

it('selects by topic and code, and refuses a code it does not know', async () => {
  expect(AdviceAnswer.parse((await get('skewed/advice?code=unread')).body).data).toHaveLength(1);
  const none = AdviceAnswer.parse((await get('skewed/advice?topic=Quieto')).body);
  expect([none.data, none.meta.total, none.meta.byCode.length]).toEqual([[], 0, 2]);
  expect((await app.call('GET', '/api/v1/clusters/skewed/advice?code=nonsense', { cookie })).status).toBe(400);
  expect((await app.call('GET', '/api/v1/clusters/skewed/advice')).status).toBe(401);
});

it('tells when a quiet topic was last written to, to the minute, and draws the last hour', async () => {
  const { data } = TopicCourses.parse((await get('skewed/topic-courses')).body);
  const quiet = data.find((row) => row.topic === 'Quieto');
  const newestMs = Math.max(...data.map(({ lastProducedAt }) => Date.parse(lastProducedAt ?? '')));
  expect(quiet?.lastProducedPrecisionMs).toBe(60_000);
  expect(newestMs - Date.parse(quiet?.lastProducedAt ?? '')).toBe((PASSES - 3) * STEP_MS);
  expect(quiet?.bytesPerDay).toBeNull();
  expect(data.find((row) => row.topic === 'Cliques')?.rates?.at(-1)).toBeCloseTo(14.7);
});

it('judges 10,000 topics and answers a bounded list', async () => {
  const first = await get('large/advice');
  const again = await get('large/advice');
  const courses = await get('large/topic-courses');
  const advice = AdviceAnswer.parse(first.body);
  expect(advice.meta.topics).toBe(TOPICS);
  expect(advice.data.length).toBeLessThanOrEqual(1_000);
  console.info(`advice on ${TOPICS} topics: ${first.ms} ms, again ${again.ms} ms; courses ${courses.ms} ms`);
});

it('says before the first pass that nothing is known', async () => {
  const advice = AdviceAnswer.parse((await get('new/advice')).body);
  expect([advice.data, advice.meta.pass]).toEqual([[], null]);
});
