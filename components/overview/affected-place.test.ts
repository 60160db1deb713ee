import { expect, it } from 'vitest';
import { affectedKind, affectedPath, problemPath } from './affected-place.ts';

const cluster = { kind: 'cluster' as const, name: '' };

it('leads from a partition to its topic, also when the name has dashes, digits or slashes', () => {
  expect(affectedPath('partition', 'pedidos-2024-3')).toBe('/topics/pedidos-2024');
  expect(affectedPath('partition', 'Pedidos-0')).toBe('/topics/Pedidos');
  expect(affectedPath('group', 'a/b c')).toBe('/groups/a%2Fb%20c');
});

it('reads the names of one group’s problem as partitions and of many groups’ as groups', () => {
  expect(affectedKind({ code: 'group_lost', scope: { kind: 'group', name: 'x' } })).toBe('partition');
  expect(affectedKind({ code: 'group_lost', scope: cluster })).toBe('group');
});

it('offers the page of what is wrong, else its list, else nothing', () => {
  expect(problemPath({ code: 'broker_silent', scope: { kind: 'broker', name: '2' } })).toBe('/brokers/2');
  expect(problemPath({ code: 'under_min_isr', scope: cluster })).toBe('/topics?show=trouble');
  expect(problemPath({ code: 'no_quorum_leader', scope: cluster })).toBe('/quorum');
  expect(problemPath({ code: 'some_future_code', scope: cluster })).toBeNull();
});
