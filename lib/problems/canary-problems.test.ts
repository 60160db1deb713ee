import { expect, test } from 'vitest';
import { canaryProblems, type CanaryFact } from './canary-problems.ts';

const FACT: CanaryFact = { topic: '__farol_canary', topicFault: null, notCovered: [], judged: [], failing: [] };

test('says nothing while the canary is off or all is well', () => {
  expect(canaryProblems(undefined)).toEqual([]);
  expect(canaryProblems(FACT)).toEqual([]);
});

test('names each broker that fails, how badly and why', () => {
  const fault = { code: 'BROKER_TIMEOUT', detail: 'no answer in time' };
  const failing = [{ nodeId: 3, severity: 'critical' as const, successShare: 0.349, windowMs: 120_000, samples: 60, fault }];
  expect(canaryProblems({ ...FACT, failing })).toMatchObject([
    {
      id: 'canary_failing:3',
      severity: 'critical',
      scope: { kind: 'broker', name: '3' },
      params: { broker: 3, percent: 34, minutes: 2, samples: 60, reason: 'BROKER_TIMEOUT' },
    },
  ]);
});

test('tells a topic that was refused, and brokers it does not see, apart from failures', () => {
  const topicFault = { code: 'TOPIC_AUTHORIZATION_FAILED', detail: 'no right' };
  expect(canaryProblems({ ...FACT, topicFault, notCovered: [4, 5] })).toMatchObject([
    { id: 'canary_no_topic', severity: 'warning', params: { reason: 'TOPIC_AUTHORIZATION_FAILED' } },
    { id: 'canary_not_covered', severity: 'info', params: { brokers: '4, 5', count: 2 }, affected: ['4', '5'] },
  ]);
});
