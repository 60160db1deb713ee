import { expect, it } from 'vitest';
import { describeTopicAcls } from './topic-acls.ts';

const rule = {
  resourceName: 'pedidos',
  pattern: 'LITERAL',
  principal: 'User:ana',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
};
const fault = (code: string) => ({ ok: false as const, fault: { code, kafkaCode: 1, message: 'm', nodeId: 1 } });

it('keeps no authorizer, no right and a failure apart', () => {
  expect(describeTopicAcls(fault('SECURITY_DISABLED')).state).toBe('no_authorizer');
  expect(describeTopicAcls(fault('CLUSTER_AUTHORIZATION_FAILED')).state).toBe('forbidden');
  expect(describeTopicAcls(fault('UNSUPPORTED'))).toMatchObject({ state: 'failed', fault: { code: 'UNSUPPORTED' }, data: [] });
  expect(describeTopicAcls({ ok: true, value: [] })).toEqual({ state: 'listed', fault: null, data: [], total: 0 });
});

it('puts denials first and tells what each rule is written for', () => {
  const { data } = describeTopicAcls({
    ok: true,
    value: [
      rule,
      { ...rule, resourceName: 'ped', pattern: 'PREFIXED', principal: 'User:bia' },
      { ...rule, resourceName: '*', permission: 'DENY', principal: 'User:eva' },
    ],
  });
  expect(data.map(({ principal, appliesTo }) => [principal, appliesTo])).toEqual([
    ['User:eva', 'all'],
    ['User:ana', 'topic'],
    ['User:bia', 'prefix'],
  ]);
});

it('bounds its answer and says of how many', () => {
  const { data, total } = describeTopicAcls({ ok: true, value: Array.from({ length: 1_500 }, () => rule) });
  expect([data.length, total]).toEqual([1_000, 1_500]);
});
