import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { createDemoLink } from '#lib/auth/links.ts';
import { ConfigList } from '#lib/contracts/brokers.ts';
import { ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { TEST_ORIGIN, cookieOf, startTestApp, type TestApp } from '#lib/testing/api-app.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';

let lab: LabCluster;
let database: TestDatabase;
let app: TestApp;
let cookie: string;
beforeAll(async () => {
  [lab, database] = await Promise.all([startCluster({ brokers: 1, security: 'sasl_plaintext' }), createTestDatabase()]);
  app = await startTestApp(database.db, { demo: true });
  const token = (await createDemoLink(database.db, { publicUrl: TEST_ORIGIN })).split('#')[1];
  cookie = cookieOf(await app.call('POST', '/api/v1/session/link', { body: { token } }));
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

it('a cluster that has gone is told as a fault within the deadline', async () => {
  await lab.stop();
  const startedAt = performance.now();
  const response = await send('GET', '/api/v1/clusters/lab/topics/x/configs');
  expect(performance.now() - startedAt).toBeLessThan(7_000);
  expect(ConfigList.parse(await response.json())).toMatchObject({ data: [], fault: { code: expect.any(String) } });
});
