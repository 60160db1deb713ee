import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { GroupDetail } from '#lib/contracts/groups.ts';
import { SeriesAnswer } from '#lib/contracts/series.ts';
import { TopicDetail, TopicList } from '#lib/contracts/topics.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { sampleCluster, STEP_MS, TOPICS } from '#lib/testing/sampled-cluster.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const BASE = '/api/v1/clusters/lab';

let database: TestDatabase;
let app: TestApp;
let cookie: string;
let newestMs: number;

const get = (path: string) => app.call('GET', path, { cookie });

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  app = await startTestApp(db, { demo: true, metricsToken: 'metrics-token-0123456789' });
  cookie = await signInByDemoLink(app, db);
  const cluster = await app.services.clusters.create({
    id: 'lab',
    name: 'Lab',
    source: 'app',
    connection: {
      bootstrap: ['localhost:1'],
      clientId: 'farol',
      tls: null,
      sasl: null,
      connectTimeoutMs: 1000,
      requestTimeoutMs: 1000,
    },
  });
  newestMs = await sampleCluster(db, cluster.key);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

describe('lists', () => {
  it('page through 10,000 topics, each once, sorted by a 64-bit column', async () => {
    const seen: string[] = [];
    const times: number[] = [];
    let cursor: string | null = null;
    do {
      const startedAt = performance.now();
      const response = await get(
        `${BASE}/topics?limit=500&sort=offsetsHeld&order=desc${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      const page = TopicList.parse(await response.json());
      times.push(performance.now() - startedAt);
      expect(page.meta.total).toBe(TOPICS);
      seen.push(...page.data.map(({ name }) => name));
      cursor = page.meta.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(TOPICS);
    expect(new Set(seen).size).toBe(TOPICS);
    expect([seen[0], seen.at(-1)]).toEqual([`topic-${TOPICS - 1}`, 'Pedidos']);
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor((times.length - 1) * share)] ?? 0);
    console.info(
      `topics list, ${TOPICS} topics, pages of 500 with contract checks: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`,
    );
  });

  it('answers any sort and filter of 10,000 topics with its time told', async () => {
    const times: number[] = [];
    app.services.checkAnswers = false;
    for (const sort of [
      'name',
      'lag',
      'messagesInPerSecond',
      'sizeBytes',
      'underReplicatedPartitions',
      'underMinIsrPartitions',
    ]) {
      for (const q of ['', 'topic-9']) {
        const startedAt = performance.now();
        const response = await get(`${BASE}/topics?sort=${sort}&order=desc&q=${q}`);
        await response.arrayBuffer();
        times.push(performance.now() - startedAt);
        expect(response.status).toBe(200);
      }
    }
    app.services.checkAnswers = true;
    times.sort((a, b) => a - b);
    console.info(`topics list, ${TOPICS} topics, 100 rows: p50 ${times[6]?.toFixed(0)} ms, p95 ${times.at(-1)?.toFixed(0)} ms`);
  });

  it('carry the age of the pass, no-store, an id, and never a rate of zero for unknown', async () => {
    const response = await get(`${BASE}/topics?q=PEDIDOS`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const list = TopicList.parse(await response.json());
    expect(list.data[0]?.messagesInPerSecond.value).toBeNull();
    expect(list.meta.pass).toMatchObject({ intervalMs: STEP_MS, brokersAnswered: 3 });
  });

  it('refuse unknown parameters, columns, doubled parameters and clusters', async () => {
    for (const [query, status] of [
      ['?limti=5', 400],
      ['?sort=secret', 400],
      ['?limit=0', 400],
      ['?limit=5&limit=6', 400],
    ] as const) {
      expect([query, (await get(`${BASE}/topics${query}`)).status]).toEqual([query, status]);
    }
    expect((await get('/api/v1/clusters/other/topics')).status).toBe(404);
    expect((await get('/api/v1/clusters/Bad_Id/topics')).status).toBe(400);
    expect((await get(`${BASE}/topics/${encodeURIComponent('..%2f..')}`)).status).toBe(404);
  });
});

describe('details', () => {
  it('of a topic join topology, offsets and rates; what is unknown is null', async () => {
    const detail = TopicDetail.parse(await (await get(`${BASE}/topics/Pedidos`)).json());
    expect(detail.partitions.map((p) => [p.partition, p.startOffset, p.endOffset, p.messagesInPerSecond, p.sizeBytes])).toEqual([
      [0, '0', '1550', 10, '100'],
      [1, '2540', '2550', 10, null],
      [2, '0', null, null, null],
    ]);
    expect(detail.partitions[2]).toMatchObject({ leader: null, fault: { code: 'LEADER_NOT_AVAILABLE' } });
    // 10 on partition 0, 50 on partition 1; partition 2 has a commit whose end is unknown.
    expect(detail.groups).toMatchObject([
      { groupId: 'estoque/1 %20', state: 'Stable', lag: { value: '60', known: 2, total: 3 } },
    ]);
  });

  it('of a group give lag, loss and holder per partition', async () => {
    const detail = GroupDetail.parse(await (await get(`${BASE}/groups/${encodeURIComponent('estoque/1 %20')}`)).json());
    expect(detail.partitions).toMatchObject([
      {
        partition: 0,
        committedOffset: '1540',
        endOffset: '1550',
        lag: '10',
        lost: null,
        state: 'ok',
        memberId: 'm-1',
        messagesOutPerSecond: 10,
      },
      { partition: 1, committedOffset: '2500', lag: '50', lost: '40', state: 'lost' },
      { partition: 2, committedOffset: '7', endOffset: null, lag: null, state: 'unknown' },
    ]);
    expect(detail.members).toMatchObject([{ memberId: 'm-1', partitions: 3, lag: { value: '60', known: 2, total: 3 } }]);
  });

  it('of what the last pass does not know are 404', async () => {
    for (const path of ['topics/none', 'groups/none', 'brokers/9']) expect((await get(`${BASE}/${path}`)).status).toBe(404);
  });

  it('the overview and the fleet tell the same pass', async () => {
    expect(await (await get(`${BASE}/overview`)).json()).toMatchObject({
      topics: TOPICS,
      pass: { intervalMs: STEP_MS },
      lag: { value: null },
    });
    const fleet = (await (await get('/api/v1/clusters')).json()) as { data: unknown[] };
    expect(fleet.data).toMatchObject([{ id: 'lab', partitionsInTrouble: 3, mode: 'kraft' }]);
  });
});

describe('series', () => {
  const read = async (query: Record<string, string | number>) => {
    const search = new URLSearchParams({ from: String(newestMs - 55_000), to: String(newestMs + STEP_MS), points: '100' });
    for (const [name, value] of Object.entries(query)) search.set(name, String(value));
    const response = await get(`${BASE}/series?${search.toString()}`);
    return { status: response.status, answer: SeriesAnswer.safeParse(await response.json()).data };
  };

  it('are on the grid; the pass that never happened is a gap', async () => {
    const { answer } = await read({ metric: 'cluster.messages_in' });
    expect(answer).toMatchObject({ tier: 'raw', bucketMs: STEP_MS, unit: 'messages_per_second', hidden: 0 });
    expect(answer?.series[0]?.mean).toEqual([0, 10, 20, 30, 40, null, 60, 70, 80, 90, 100, 110]);
    expect(answer?.times[0]).toBe(newestMs - 55_000);
    expect(answer?.coverage).toBeCloseTo(11 / 12);
  });

  it('derive rates of partitions from their offsets, across one missed pass', async () => {
    const { answer } = await read({ metric: 'partition.messages_in', topic: 'Pedidos', by: 'partition' });
    expect(answer?.series.map(({ key }) => key)).toEqual(['Pedidos-0', 'Pedidos-1']);
    expect(answer?.series[0]?.mean).toEqual([null, 10, 10, 10, 10, null, 10, 10, 10, 10, 10, 10]);
  });

  it('derive the lag of a group per partition; an unknown end gives no series', async () => {
    const { answer } = await read({ metric: 'group_partition.lag', topic: 'Pedidos', group: 'estoque/1 %20', by: 'partition' });
    expect(answer?.series.map(({ key }) => key)).toContain('Pedidos-0');
    expect(answer?.series.find(({ key }) => key === 'Pedidos-0')?.mean[11]).toBe(10);
    expect(answer?.series.some(({ key, mean }) => key === 'Pedidos-2' && mean.some((value) => value !== null))).toBe(false);
  });

  it('show the largest and count the rest', async () => {
    const { answer } = await read({ metric: 'topic.messages_in', by: 'topic', top: 1 });
    expect(answer?.series.map(({ key }) => key)).toEqual(['Pedidos-old']);
    expect(answer?.hidden).toBe(1);
  });

  it('gather slots into fewer points with their extremes', async () => {
    const { answer } = await read({ metric: 'cluster.messages_in', points: 10 });
    expect(answer?.times.length).toBeLessThanOrEqual(10);
    const last = answer?.series[0];
    expect(Math.max(...(last?.max ?? []).map((value) => value ?? 0))).toBe(110);
  });

  it('refuse what makes no sense', async () => {
    const refused: Record<string, string | number>[] = [
      { metric: 'nothing' },
      { metric: 'partition.messages_in', by: 'partition' },
      { metric: 'cluster.lag', by: 'topic' },
      { metric: 'cluster.lag', topic: 'Pedidos' },
      { metric: 'broker.round_trip' },
      { metric: 'cluster.lag', from: newestMs, to: newestMs },
    ];
    for (const query of refused) {
      expect([query, (await read(query)).status]).toEqual([query, 400]);
    }
  });
});

describe('operations', () => {
  it('metrics need the token or a session, and tell the age of the pass', async () => {
    expect((await app.call('GET', '/metrics')).status).toBe(401);
    expect((await app.call('GET', '/metrics', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    const response = await app.call('GET', '/metrics', { headers: { authorization: 'Bearer metrics-token-0123456789' } });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toMatch(/^farol_sample_pass_age_seconds\{cluster="lab"\} \d/m);
    expect(text).toMatch(/^farol_http_request_duration_seconds_count\{endpoint="listTopics"/m);
    expect(text).not.toMatch(/^farol_sampler_heartbeat_age_seconds \d/m);
    expect((await get('/metrics')).status).toBe(200);
  });

  it('the catalogue tells every metric', async () => {
    const { data } = (await (await get('/api/v1/catalog')).json()) as { data: { name: string }[] };
    expect(data.length).toBe(Object.keys(METRICS).length + 3);
  });
});
