import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '../connection/parse-client-properties.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';

const deps = { clock: systemClock, logger: silentLogger };
let cluster: LabCluster;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1, security: 'sasl_ssl', authorizer: true, users: [{ name: 'ana' }] });
  for (const args of [
    ['--allow-principal', 'User:ana', '--operation', 'Read', '--topic', 'pedidos'],
    ['--allow-principal', 'User:loja', '--operation', 'Write', '--topic', 'ped', '--resource-pattern-type', 'prefixed'],
    ['--deny-principal', 'User:eva', '--deny-host', '10.0.0.9', '--operation', 'All', '--topic', '*'],
    ['--allow-principal', 'User:ana', '--operation', 'Read', '--topic', 'outro'],
  ]) {
    expect(await cluster.tool('kafka-acls', ['--add', ...args])).toMatchObject({ code: 0 });
  }
});
afterAll(() => cluster?.stop());

const adminOf = (user?: string) => createKafkaAdmin(parseClientProperties(cluster.clientProperties(user)).connection, deps);

test('a topic’s rules are those of its name, of a prefix of it, and of all topics', async () => {
  const admin = adminOf();
  const item = await admin.topicAcls('pedidos');
  await admin.close();
  expect(item.ok).toBe(true);
  const rules = item.ok ? item.value.toSorted((a, b) => (a.principal < b.principal ? -1 : 1)) : [];
  expect(rules).toEqual([
    { resourceName: 'pedidos', pattern: 'LITERAL', principal: 'User:ana', host: '*', operation: 'READ', permission: 'ALLOW' },
    { resourceName: '*', pattern: 'LITERAL', principal: 'User:eva', host: '10.0.0.9', operation: 'ALL', permission: 'DENY' },
    { resourceName: 'ped', pattern: 'PREFIXED', principal: 'User:loja', host: '*', operation: 'WRITE', permission: 'ALLOW' },
  ]);
});

test('a credential without the right is told so', async () => {
  const admin = adminOf('ana');
  expect(await admin.topicAcls('pedidos')).toMatchObject({ ok: false, fault: { code: 'CLUSTER_AUTHORIZATION_FAILED' } });
  await admin.close();
});
