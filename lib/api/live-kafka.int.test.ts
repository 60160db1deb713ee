import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { ConfigDiff, ConfigList } from '#lib/contracts/brokers.ts';
import { ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { LiveLine } from '#lib/contracts/live.ts';
import { acquireLease } from '#lib/store/lease.ts';
import { takeLiveSlot } from '#lib/store/live-sessions.ts';
import { writePass } from '#lib/store/series/write-pass.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { signInByDemoLink, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { STEP_MS } from '#lib/testing/sampled-cluster.ts';
import { passColumns } from '#lib/testing/pass-columns.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

let lab: LabCluster;
let database: TestDatabase;
let app: TestApp;
let cookie: string;
beforeAll(async () => {
  [lab, database] = await Promise.all([startCluster({ brokers: 1, security: 'sasl_plaintext' }), createTestDatabase()]);
  app = await startTestApp(database.db, { demo: true });
  cookie = await signInByDemoLink(app, database.db);
});
afterAll(async () => {
  await app?.close();
  await Promise.all([lab?.stop(), database?.close()]);
});

const send = (method: string, path: string, body?: unknown) =>
  app.call(method, path, { cookie, ...(body === undefined ? {} : { body }) });

async function testSteps(properties: string): Promise<Map<string, string>> {
  const response = await send('POST', '/api/v1/clusters/test', { name: 'Lab', properties });
  const lines = (await response.text()).trim().split('\n');
  // A later telling of a step replaces the earlier one.
  return new Map(lines.map((line) => ConnectionTestStep.parse(JSON.parse(line))).map(({ step, status }) => [step, status]));
}

it('tries a real cluster step by step with pasted client properties', async () => {
  const steps = await testSteps(lab.clientProperties());
  expect(Object.fromEntries(steps)).toMatchObject({
    parse: 'ok',
    tcp: 'ok',
    tls: 'skipped',
    sasl: 'ok',
    versions: 'ok',
    brokers: 'ok',
  });
  expect([...steps.values()]).not.toContain('failed');
});

it('tells a wrong password as the step that failed', async () => {
  const steps = await testSteps(lab.clientProperties().replace(/password="[^"]*"/, 'password="wrong"'));
  expect(steps.get('tcp')).toBe('ok');
  expect(steps.get('sasl')).toBe('failed');
});

it('reads configurations live from an added cluster; secrets are null, an unknown topic is a fault', async () => {
  const input = { name: 'Lab', properties: lab.clientProperties() };
  const { planHash } = (await (await send('POST', '/api/v1/clusters/plan', input)).json()) as { planHash: string };
  expect((await send('POST', '/api/v1/clusters', { ...input, planHash })).status).toBe(201);

  const nodeId = lab.brokers[0]?.nodeId ?? 1;
  const broker = ConfigList.parse(await (await send('GET', `/api/v1/clusters/lab/brokers/${nodeId}/configs`)).json());
  expect(broker.fault).toBeNull();
  expect(broker.data.find(({ name }) => name === 'log.retention.hours')).toMatchObject({
    sensitive: false,
    value: expect.stringMatching(/^\d+$/),
  });
  expect(broker.data.filter(({ sensitive }) => sensitive).every(({ value }) => value === null)).toBe(true);

  const none = ConfigList.parse(await (await send('GET', '/api/v1/clusters/lab/topics/none/configs')).json());
  expect(none).toMatchObject({ data: [], fault: { code: 'UNKNOWN_TOPIC_OR_PARTITION' } });
});

it('compares the settings of the brokers that a pass knows; one that does not answer is told by itself', async () => {
  const path = '/api/v1/clusters/lab/brokers/config-diff';
  expect((await send('GET', path)).status).toBe(503);

  const nodeId = lab.brokers[0]?.nodeId ?? 1;
  await knowBrokers([nodeId, 77]);
  const diff = ConfigDiff.parse(await (await send('GET', path)).json());
  expect(diff.brokers).toEqual([
    { nodeId, fault: null },
    { nodeId: 77, fault: { code: expect.any(String), detail: expect.any(String) } },
  ]);
  expect(diff.compared).toBeGreaterThan(100);
  expect(diff.sensitive).toBeGreaterThan(0);
  // The silence of a broker is no difference.
  expect(diff.data).toEqual([]);
});

/** A pass that found these brokers. */
async function knowBrokers(nodes: readonly number[]): Promise<void> {
  const { rows } = await database.db.pool.query<{ key: number }>(`SELECT key FROM cluster WHERE id = 'lab'`);
  const clusterKey = rows[0]?.key ?? 0;
  const lease = await acquireLease(database.db, { clusterKey, holder: 'test', ttlMs: 60_000 });
  await writePass(
    database.db,
    {
      clusterKey,
      fence: lease?.fence ?? 0n,
      startedAtMs: Math.floor(Date.now() / STEP_MS) * STEP_MS,
      stepMs: STEP_MS,
      durationMs: 10,
      requests: 1,
      bytesOut: 1,
      bytesIn: 1,
      brokersAnswered: nodes.length,
      brokersExpected: nodes.length,
      fault: null,
      ...passColumns([]),
    },
    // Only the ids are read here.
    { brokers: nodes.map((nodeId) => ({ nodeId })) as SnapshotParts['brokers'] },
  );
}

/** Watches as a browser would: line by line, until `leave`. */
async function watch(body: { kind: 'topic' | 'group'; name: string }) {
  const gone = new AbortController();
  const response = await app.call('POST', '/api/v1/clusters/lab/live', { body, cookie, signal: gone.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    response,
    async next(): Promise<LiveLine> {
      // A line is one chunk: each is sent as soon as it is there.
      const chunk = await reader?.read();
      return LiveLine.parse(JSON.parse(chunk?.value ?? ''));
    },
    async leave(): Promise<void> {
      gone.abort();
      await reader?.cancel();
    },
  };
}

const slotsTaken = async () => (await database.db.pool.query('SELECT 1 FROM live_session')).rowCount ?? 0;

it('a topic and a group are read live each second, exactly as Kafka’s own tools have them; a third page has to wait', async () => {
  await lab.tool('kafka-topics', ['--create', '--topic', 'vivo', '--partitions', '2', '--replication-factor', '1']);
  await lab.tool('kafka-console-producer', ['--topic', 'vivo'], { input: 'a\nb\nc\n' });
  const reset = ['--group', 'leitor', '--topic', 'vivo', '--reset-offsets', '--to-earliest', '--execute'];
  await lab.tool('kafka-consumer-groups', reset);
  const topic = await watch({ kind: 'topic', name: 'vivo' });
  expect(topic.response.headers.get('content-type')).toBe('application/x-ndjson');
  expect(topic.response.headers.get('x-accel-buffering')).toBe('no');
  expect(await topic.next()).toMatchObject({ type: 'started', secondsLeft: 60 });
  expect(await topic.next()).toMatchObject({ type: 'topic', offsetsHeld: { value: '3', known: 2, total: 2 } });

  const group = await watch({ kind: 'group', name: 'leitor' });
  await group.next();
  expect(await group.next()).toMatchObject({ type: 'group', lag: { value: '3', known: 2, total: 2 } });

  const third = await send('POST', '/api/v1/clusters/lab/live', { kind: 'topic', name: 'vivo' });
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(30);
  expect(await third.json()).toMatchObject({ code: 'too_many_requests', detail: expect.stringContaining('live') });

  await lab.tool('kafka-console-producer', ['--topic', 'vivo'], { input: 'd\ne\n' });
  await expect
    .poll(async () => {
      const line = await topic.next();
      return line.type === 'topic' ? line.offsetsHeld.value : null;
    })
    .toBe('5');
  await expect
    .poll(async () => {
      const line = await group.next();
      return line.type === 'group' ? line.lag.value : null;
    })
    .toBe('5');

  expect(await slotsTaken()).toBe(2);
  await topic.leave();
  await expect.poll(slotsTaken, { timeout: 2_000, interval: 50 }).toBe(1);
  await group.leave();
  await expect.poll(slotsTaken, { timeout: 2_000, interval: 50 }).toBe(0);
}, 180_000);

it('what is not there cannot be watched, and takes no slot', async () => {
  for (const body of [
    { kind: 'topic', name: 'none' },
    { kind: 'group', name: 'none' },
  ]) {
    expect((await send('POST', '/api/v1/clusters/lab/live', body)).status).toBe(404);
  }
  expect((await send('POST', '/api/v1/clusters/lab/live', { kind: 'broker', name: '1' })).status).toBe(400);
  expect(await slotsTaken()).toBe(0);
});

it('a slot whose holder died is free again when its time is over', async () => {
  const { rows } = await database.db.pool.query<{ key: number }>("SELECT key FROM cluster WHERE id = 'lab'");
  const claim = (holder: string, ttlMs: number) => takeLiveSlot(database.db, { clusterKey: rows[0]?.key ?? 0, holder, ttlMs });
  expect(await claim('dead', 300)).toEqual({ slot: 1 });
  expect(await claim('other', 60_000)).toEqual({ slot: 2 });
  const full = await claim('third', 60_000);
  expect(full.slot === null && full.freeInMs <= 300).toBe(true);
  await expect.poll(() => claim('third', 60_000), { timeout: 2_000 }).toEqual({ slot: 1 });
  await database.db.pool.query('DELETE FROM live_session');
});

it('a cluster that has gone is told as a fault within the deadline', async () => {
  await lab.stop();
  const startedAt = performance.now();
  const response = await send('GET', '/api/v1/clusters/lab/topics/x/configs');
  expect(performance.now() - startedAt).toBeLessThan(7_000);
  expect(ConfigList.parse(await response.json())).toMatchObject({ data: [], fault: { code: expect.any(String) } });
});
