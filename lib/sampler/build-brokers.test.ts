import { expect, test } from 'vitest';
import { buildBrokers } from './build-brokers.ts';
import { derivePass, emptyMemory } from './derive-pass.ts';
import { fault, makePass } from './testing/make-pass.ts';

const AT = 1_700_000_000_000;

test('a silent broker says why, since when, and when it is asked again if that is not the next pass', () => {
  const pass = makePass({ at: AT, silent: [2, 3], topics: { t: { partitions: [{ end: 1 }] } } });
  const heldBack = { ...fault('BROKER_TIMEOUT', null, 3), heldBack: { sinceMs: AT - 20_000, nextTryMs: AT + 10_000 } };
  const brokers = pass.end.brokers.map((outcome) => (outcome.nodeId === 3 ? { ...outcome, fault: heldBack } : outcome));
  const { derived } = derivePass({ ...pass, end: { ...pass.end, brokers } }, emptyMemory(), 15_000);
  expect(
    buildBrokers(derived).map(({ nodeId, state, fault: why, since, nextTryAt }) => [nodeId, state, why?.code, since, nextTryAt]),
  ).toEqual([
    [1, 'up', undefined, '2023-11-14T22:13:20.000Z', null],
    [2, 'silent', 'BROKER_TIMEOUT', '2023-11-14T22:13:20.000Z', null],
    [3, 'silent', 'BROKER_TIMEOUT', '2023-11-14T22:13:20.000Z', '2023-11-14T22:13:30.000Z'],
  ]);
});
