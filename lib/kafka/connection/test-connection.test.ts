import { afterEach, expect, test } from 'vitest';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { startFakeCluster, type FakeCluster } from '#lib/testing/fake-broker/fake-cluster.ts';
import { fakeClusterOfShape } from '#lib/testing/fake-broker/fake-state.ts';
import type { KafkaConnection } from '../admin/port.ts';
import { testConnection, type ConnectionStep } from './test-connection.ts';

let cluster: FakeCluster | null = null;
let server: Server | null = null;
afterEach(async () => {
  await cluster?.stop();
  server?.close();
  cluster = null;
  server = null;
});

function connection(bootstrap: readonly string[], changes: Partial<KafkaConnection> = {}): KafkaConnection {
  return { bootstrap, clientId: 'test', tls: null, sasl: null, connectTimeoutMs: 500, requestTimeoutMs: 1000, ...changes };
}

async function steps(tested: KafkaConnection): Promise<ConnectionStep[]> {
  const all: ConnectionStep[] = [];
  for await (const step of testConnection(tested, { clock: systemClock, logger: silentLogger })) all.push(step);
  return all;
}

const brief = (all: ConnectionStep[]): string[] => all.map(({ step, status, code }) => `${step} ${status} ${code}`);

test('a healthy cluster: every step is ok, each broker is named', async () => {
  const state = {
    ...fakeClusterOfShape({ brokers: 2, topics: 3, partitionsPerTopic: 2, groups: 1, partitionsPerGroup: 2 }),
    configs: new Map([['1', {}]]),
  };
  cluster = await startFakeCluster({ releases: ['4.3', '4.3'], state });
  const all = await steps(connection(cluster.bootstrap));
  expect(brief(all)).toEqual([
    'dns skipped not_used',
    'tcp ok ok',
    'dns skipped not_used',
    'tcp ok ok',
    'tls skipped not_used',
    'versions ok ok',
    'sasl skipped not_used',
    'topics ok ok',
    'broker ok ok',
    'broker ok ok',
    'groups ok ok',
    'broker_configs ok ok',
    'log_dirs ok ok',
    'quorum ok ok',
  ]);
  expect(all.every((step) => step.advice === null && step.ms !== null && step.ms >= 0)).toBe(true);
});

test('nobody listens: the test ends at TCP and says what to check', async () => {
  cluster = await startFakeCluster({ releases: ['4.3'] });
  await cluster.stop();
  const all = await steps(connection(cluster.bootstrap));
  expect(brief(all)).toEqual(['dns skipped not_used', 'tcp failed BROKER_UNREACHABLE']);
  expect(all[1]?.advice).toContain('port');
});

test('a name that does not resolve is told as DNS', async () => {
  const [dns, tcp] = await steps(connection(['nao-existe.invalid:9092']));
  expect(dns).toMatchObject({ step: 'dns', status: 'failed', code: 'BROKER_UNREACHABLE' });
  expect(tcp).toMatchObject({ step: 'tcp', status: 'skipped' });
});

test('a wrong password fails at SASL, after a Kafka has answered', async () => {
  cluster = await startFakeCluster({ releases: ['4.3'], user: { username: 'ana', password: 'certa' } });
  const all = await steps(connection(cluster.bootstrap, { sasl: { mechanism: 'PLAIN', username: 'ana', password: 'errada' } }));
  expect(brief(all).slice(-2)).toEqual(['versions ok ok', 'sasl failed AUTHENTICATION_FAILED']);
  expect(JSON.stringify(all)).not.toContain('errada');
});

test('no SASL on a listener that wants it is told at the first request', async () => {
  cluster = await startFakeCluster({ releases: ['4.3'], user: { username: 'ana', password: 'certa' } });
  const all = await steps(connection(cluster.bootstrap));
  expect(all.at(-1)).toMatchObject({ step: 'topics', status: 'failed', code: 'BROKER_UNREACHABLE' });
  expect(all.at(-1)?.advice).toContain('SASL');
});

test('TLS on a plaintext port fails at TLS', async () => {
  cluster = await startFakeCluster({ releases: ['4.3'] });
  const tls = { ca: null, cert: null, key: null, keyPassphrase: null, verifyHostname: true };
  const all = await steps(connection(cluster.bootstrap, { tls }));
  expect(all.at(-1)).toMatchObject({ step: 'tls', status: 'failed' });
  expect(all.at(-1)?.advice).toContain('security.protocol');
});

test('something that accepts and stays silent is told within the time-outs', async () => {
  server = createServer(() => undefined);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const all = await steps(connection([`127.0.0.1:${port}`]));
  expect(brief(all).slice(-2)).toEqual(['versions failed BROKER_TIMEOUT', 'sasl skipped not_used']);
});

test('a broker that cannot be reached where it advertises is named, with what to check', async () => {
  const state = fakeClusterOfShape({ brokers: 3, topics: 1, partitionsPerTopic: 3, groups: 3, partitionsPerGroup: 1 });
  cluster = await startFakeCluster({ state });
  const [, second] = cluster.brokers;
  second?.mute();
  const all = await steps(connection([cluster.bootstrap[0] ?? '']));
  const broker = all.find((step) => step.step === 'broker' && step.target === '2');
  expect(broker).toMatchObject({ status: 'failed', code: 'BROKER_TIMEOUT' });
  expect(broker?.advice).toContain('advertised.listeners');
  expect(all.filter((step) => step.step === 'broker' && step.status === 'ok')).toHaveLength(2);
});

test('an empty cluster is a warning, not a success: the credential may see nothing', async () => {
  cluster = await startFakeCluster({ releases: ['2.8'] });
  const all = brief(await steps(connection(cluster.bootstrap)));
  expect(all).toContain('topics warning nothing_visible');
  expect(all).toContain('groups warning nothing_visible');
  expect(all).toContain('quorum skipped not_supported');
});
