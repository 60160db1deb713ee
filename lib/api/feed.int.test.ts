import { afterAll, beforeAll, expect, it } from 'vitest';
import { FEED_ROWS, FeedPass } from '#lib/contracts/feed.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { acquireLease, type Lease } from '#lib/store/lease.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { STEP_MS, TOPICS, sampleCluster } from '#lib/testing/sampled-cluster.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

const PATH = '/api/v1/clusters/lab/feed';

let database: TestDatabase;
let app: TestApp;
let cookie: string;
let clusterKey: number;
let lease: Lease | null;
let newestMs: number;
let topics: readonly TopicSummary[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  app = await startTestApp(db, { demo: true });
  cookie = await signInByDemoLink(app, db);
  const connection = {
    bootstrap: ['localhost:1'],
    clientId: 'farol',
    tls: null,
    sasl: null,
    connectTimeoutMs: 1000,
    requestTimeoutMs: 1000,
  };
  ({ key: clusterKey } = await app.services.clusters.create({ id: 'lab', name: 'Lab', source: 'app', connection }));
  newestMs = await sampleCluster(db, clusterKey);
  lease = await acquireLease(db, { clusterKey, holder: 'test', ttlMs: 600_000 });
  topics = (await readSnapshot(db, clusterKey, ['topics'])).parts.topics ?? [];
});
afterAll(async () => {
  await app?.close();
  await database?.close();
});

/** Stores the next pass with these topics. */
async function store(next: readonly TopicSummary[]): Promise<string> {
  newestMs += STEP_MS;
  topics = next;
  await writePass(
    database.db,
    {
      clusterKey,
      fence: lease?.fence ?? 0n,
      startedAtMs: newestMs,
      stepMs: STEP_MS,
      durationMs: 400,
      requests: 12,
      bytesOut: 1,
      bytesIn: 1,
      brokersAnswered: 3,
      brokersExpected: 3,
      fault: null,
      ...passColumns([]),
    },
    { topics: [...next] },
  );
  return new Date(newestMs).toISOString();
}

const withLag = (rows: readonly TopicSummary[], at: number, value: string) =>
  rows.map((row, i) => (i === at ? { ...row, lag: { value, known: 3, total: 3 } } : row));

interface Told {
  event: string;
  id: string | null;
  data: unknown;
}

/** Reads a feed until `count` events were told, then goes away. */
async function listen(path: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await app.call('GET', path, { cookie, headers, signal: abort.signal });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    async take(count: number): Promise<Told[]> {
      const told: Told[] = [];
      while (told.length < count) {
        const end = rest.indexOf('\n\n');
        if (end === -1) {
          const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
          if (done) throw new Error('the feed ended');
          rest += value;
          continue;
        }
        const fields = new Map(
          rest
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        rest = rest.slice(end + 2);
        const event = fields.get('event');
        if (event !== undefined)
          told.push({ event, id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? 'null') });
      }
      return told;
    },
    async leave() {
      abort.abort();
      await reader?.cancel();
    },
  };
}

it('tells each new pass, and of a list only the rows that changed, to all its readers', async () => {
  const passes = await listen(PATH);
  const [one, two] = [await listen(`${PATH}?list=topics`), await listen(`${PATH}?list=topics`)];
  const base = new Date(newestMs).toISOString();
  const [first] = topics;
  const takenAt = await store(withLag(topics, 7, '4711').slice(1));
  for (const reader of [one, two]) {
    const [rows, pass] = await reader.take(2);
    expect([rows?.event, rows?.id, pass?.event, pass?.id]).toEqual(['rows', null, 'pass', takenAt]);
    const told = FEED_ROWS.topics.parse(rows?.data);
    expect(told.changed.map(({ name, lag }) => [name, lag.value])).toEqual([['topic-7', '4711']]);
    expect([told.base, told.gone, told.total]).toEqual([base, [first?.name], TOPICS - 1]);
    expect(FeedPass.parse(pass?.data).takenAt).toBe(takenAt);
  }
  expect((await passes.take(1)).map(({ event, id }) => [event, id])).toEqual([['pass', takenAt]]);
  await Promise.all([passes.leave(), one.leave(), two.leave()]);
});

it('goes on where a reader broke off, and says so when it cannot', async () => {
  const stays = await listen(`${PATH}?list=topics`);
  const known = await store(withLag(topics, 1, '11'));
  await stays.take(2);
  await store(withLag(topics, 2, '22'));
  await stays.take(2);
  const newest = await store(withLag(topics, 3, '33'));
  await stays.take(2);

  const back = await listen(`${PATH}?list=topics`, { 'last-event-id': known });
  const told = await back.take(3);
  expect(told.map(({ event, id }) => [event, id])).toEqual([
    ['rows', null],
    ['rows', null],
    ['pass', newest],
  ]);
  const lags = told.slice(0, 2).flatMap(({ data }) => FEED_ROWS.topics.parse(data).changed.map(({ lag }) => lag.value));
  expect(lags).toEqual(['22', '33']);

  const long = await listen(`${PATH}?list=topics&since=2026-01-01T00:00:00.000Z`);
  expect((await long.take(2)).map(({ event }) => event)).toEqual(['reset', 'pass']);
  await Promise.all([stays.leave(), back.leave(), long.leave()]);
});

it('a person may hold twenty; those who went away no longer count', async () => {
  const readers = await Promise.all(Array.from({ length: 20 }, () => listen(PATH)));
  expect((await app.call('GET', PATH, { cookie })).status).toBe(429);
  await readers[0]?.leave();
  const again = await listen(PATH);
  await Promise.all([...readers.slice(1), again].map((reader) => reader.leave()));
  const next = await listen(PATH);
  await next.leave();
});

it('is closed to strangers', async () => {
  expect((await app.call('GET', PATH)).status).toBe(401);
});
