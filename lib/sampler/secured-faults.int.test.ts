import { afterAll, beforeAll, expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readSeries } from '#lib/store/series/read.ts';
import { SampledLab, eventually, type SampledCluster } from '#lib/testing/sampled-lab.ts';
import { startTlsServer, type RecordingTlsServer } from '#lib/testing/tls-server.ts';

/*
 * What happens when rights, secrets or certificates fail, on a real broker with TLS, SCRAM and ACLs. One cluster, told to Farol several times with different credentials,
 * and one run of the sampler for all of them.
 */

let lab: SampledLab;
/** A credential that ACLs allow some topics. */
let limited: SampledCluster;
/** A credential whose password is changed; alone behind the fault proxy, which counts its connections. */
let rotated: SampledCluster;
const badTls: Record<string, SampledCluster> = {};
const servers: RecordingTlsServer[] = [];

beforeAll(async () => {
  const expired = await startTlsServer({ host: 'IP:127.0.0.1', validDays: 0 });
  const otherHost = await startTlsServer({ host: 'DNS:kafka.example', validDays: 2 });
  const unknown = await startTlsServer({ host: 'IP:127.0.0.1', validDays: 2 });
  servers.push(expired, otherHost, unknown);
  lab = await SampledLab.start({
    brokers: 1,
    security: 'sasl_ssl',
    authorizer: true,
    faultProxy: true,
    users: [{ name: 'limitado' }, { name: 'rotado', password: 'old-8f3kq0' }],
    superUsers: ['rotado'],
  });
  for (const topic of ['visivel', 'escondido', 'apagado']) {
    await tool('kafka-topics', '--create', '--topic', topic, '--partitions', '2', '--replication-factor', '1');
  }
  await acl('--add', '--topic', 'visivel', '--topic', 'escondido', '--topic', 'apagado');
  await lab.kafka.tool('kafka-console-producer', ['--topic', 'escondido'], { input: 'a\nb\nc\n' });
  limited = await lab.add('limitado', lab.connection('limitado', 'direct'));
  rotated = await lab.declare('rotado', lab.connection('rotado'));
  const towards = ({ address }: RecordingTlsServer, ca: string): KafkaConnection => {
    const connection = lab.connection();
    return { ...connection, bootstrap: [address], tls: connection.tls && { ...connection.tls, ca } };
  };
  badTls['expired'] = await lab.add('expirado', towards(expired, expired.ca));
  badTls['host'] = await lab.add('outro-host', towards(otherHost, otherHost.ca));
  badTls['authority'] = await lab.add('desconhecido', towards(unknown, expired.ca));
  lab.sample();
  await limited.picture(
    'its topics',
    ({ topics }) => topics.length === 3 && topics.every(({ cleanupPolicy }) => cleanupPolicy !== null),
  );
  await rotated.picture('its topics', ({ topics }) => topics.length >= 3);
});
afterAll(async () => {
  await lab?.stop();
  await Promise.all(servers.map((server) => server.close()));
});

async function tool(name: Parameters<SampledLab['kafka']['tool']>[0], ...args: string[]): Promise<void> {
  const result = await lab.kafka.tool(name, args);
  expect(result).toMatchObject({ code: 0 });
}

function acl(...args: string[]): Promise<void> {
  const rights = ['--operation', 'Describe', '--operation', 'DescribeConfigs'];
  return tool(
    'kafka-acls',
    ...args,
    '--allow-principal',
    'User:limitado',
    ...rights,
    ...(args[0] === '--remove' ? ['--force'] : []),
  );
}

it('F-10: a certificate that does not hold is named with its cause; nothing is sent, and never without TLS', async () => {
  for (const [cause, cluster] of Object.entries(badTls)) {
    const problem = await cluster.problem('tls_failed', 30_000);
    expect(problem.params).toMatchObject({ class: 'tls', cause });
    expect(problem.detail).toMatch(/^TLS to 127\.0\.0\.1:\d+ failed: /);
    expect((await cluster.problems()).length).toBe(1);
  }
  for (const { firstBytes, payload } of servers) {
    expect(firstBytes.length).toBeGreaterThan(0);
    expect(new Set(firstBytes)).toEqual(new Set([0x16]));
    expect(payload()).toBe(0);
  }
});

it('F-06: a topic whose ACL is revoked is hidden, not deleted, and keeps its history; a deleted one is gone after three listings', async () => {
  const before = (await limited.now())?.topics.find(({ name }) => name === 'escondido');
  await Promise.all([acl('--remove', '--topic', 'escondido'), tool('kafka-topics', '--delete', '--topic', 'apagado')]);
  const lacking = await limited.picture(
    'both are missing',
    ({ topics }) =>
      topics.find(({ name }) => name === 'escondido')?.notSeen !== undefined &&
      topics.some(({ name, notSeen }) => name === 'escondido' && notSeen !== null),
  );
  expect(lacking.topics.find(({ name }) => name === 'escondido')).toMatchObject({
    topicId: before?.topicId,
    partitions: 2,
    messagesInPerSecond: { value: null },
    offsetsHeld: { value: null },
  });
  const hidden = await limited.problem('topics_hidden', 30_000);
  expect(hidden.affected).toEqual(['escondido']);
  await limited.nextPasses(4);
  const later = await limited.now();
  expect(later?.topics.map(({ name }) => name)).toEqual(['escondido', 'visivel']);
  expect(later?.topics[0]?.notSeen).toMatchObject({ hidden: true });
  expect(later?.topics[0]?.notSeen?.passes).toBeGreaterThanOrEqual(4);
  expect(later?.topics[1]).toMatchObject({ notSeen: null, fault: null });

  await acl('--add', '--topic', 'escondido');
  const seen = await limited.picture('it is seen again', ({ topics }) => topics[0]?.notSeen === null, 30_000);
  expect(seen.topics[0]).toMatchObject({ name: 'escondido', topicId: before?.topicId, offsetsHeld: { value: '3' } });
  await limited.picture('the problem is gone', ({ overview }) => !overview.problems.some(({ code }) => code === 'topics_hidden'));
  expect(limited.told.get('topics_hidden')?.times).toBe(1);
  await expectGapWithoutZero('escondido');
});

/** The stored ends of the topic: the same before and after, a gap between, and never anything else. */
async function expectGapWithoutZero(topic: string): Promise<void> {
  const owners = await findOwners(lab.db, limited.key, { kind: 'topic', topic });
  expect(owners).toHaveLength(1);
  const passes = await limited.passes();
  const { columns } = await readSeries(lab.db, {
    clusterKey: limited.key,
    ownerIds: owners.map(({ ownerId }) => ownerId),
    metricIds: [METRICS['topic.end_offset'].id],
    tier: 'raw',
    fromMs: (passes[0]?.startedAtMs ?? 0) - 5_000,
    toMs: (passes.at(-1)?.startedAtMs ?? 0) + 5_000,
  });
  const sums = (columns[0]?.values ?? []).map((value, slot) => value + (columns[1]?.values[slot] ?? NaN));
  const known = [...sums.keys()].filter((slot) => !Number.isNaN(sums[slot]));
  expect(new Set(known.map((slot) => sums[slot]))).toEqual(new Set([3]));
  const [first = 0, last = 0] = [known[0], known.at(-1)];
  expect(last - first + 1 - known.length).toBeGreaterThanOrEqual(4);
}

it('F-09: a password that is changed under Farol is a refused credential, told once and tried rarely; a new one works without a restart', async () => {
  const proxy = lab.kafka.broker(1).fault;
  await tool(
    'kafka-configs',
    '--alter',
    '--add-config',
    'SCRAM-SHA-512=[password=new-2x9Lm4]',
    '--entity-type',
    'users',
    '--entity-name',
    'rotado',
  );
  // Kafka asks for the password at the beginning of a connection only.
  proxy?.reset();
  const problem = await rotated.problem('authentication_failed', 30_000);
  expect(problem).toMatchObject({ severity: 'critical', params: { class: 'auth', reason: 'AUTHENTICATION_FAILED' } });
  const triedBefore = proxy?.accepted ?? 0;
  const since = performance.now();
  await eventually('many seconds of refusals', () => performance.now() - since > 20_000);
  // Doubling from 5 s: no lockout policy counts that as an attack.
  expect((proxy?.accepted ?? 0) - triedBefore).toBeLessThanOrEqual(4);
  const current = (await rotated.problems()).filter(({ lastKnown }) => lastKnown !== true);
  expect(current.map(({ id, since: at }) => [id, at])).toEqual([['authentication_failed', problem.since]]);
  expect(Date.parse(String(current[0]?.params.nextTryAt))).toBeGreaterThan(Date.parse(problem.since));
  expect(JSON.stringify(await rotated.now())).not.toMatch(/old-8f3kq0|new-2x9Lm4/);

  const connection = lab.connection('rotado');
  await lab.declare('rotado', { ...connection, sasl: connection.sasl && { ...connection.sasl, password: 'new-2x9Lm4' } });
  await rotated.picture('it is read again', ({ overview }) => overview.fault === null && overview.problems.length === 0, 20_000);
  expect(rotated.told.get('authentication_failed')?.times).toBe(1);
  expect(rotated.told.has('cluster_unreachable')).toBe(false);
});

it('through all of it no picture and no stored value lied, and nothing failed that is ours', async () => {
  expect(await lab.lies()).toEqual([]);
  expect(lab.errors()).toEqual([]);
});
