import { expect, test } from 'vitest';
import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { Problem } from '#lib/contracts/common.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { liesInPicture, type Picture } from './judge-picture.ts';

const FAULT = { code: 'BROKER_TIMEOUT', detail: 'no answer in time' };
const NONE = { value: null, known: 0, total: 2 };

const broker = (over: Partial<BrokerSummary> = {}) =>
  ({
    nodeId: 1,
    state: 'up',
    since: '2026-01-01T00:00:00Z',
    fault: null,
    leaders: 1,
    roundTripMs: 2,
    messagesInPerSecond: 1,
    logDirs: [],
    ...over,
  }) as BrokerSummary;
const topic = (over: Partial<TopicSummary> = {}) =>
  ({
    name: 't',
    fault: null,
    notSeen: null,
    partitions: 2,
    offlinePartitions: 0,
    messagesInPerSecond: { value: 1, known: 2, total: 2 },
    offsetsHeld: { value: '5', known: 2, total: 2 },
    lag: { value: '0', known: 2, total: 2 },
    ...over,
  }) as TopicSummary;
const group = (over: Partial<GroupSummary> = {}) =>
  ({
    groupId: 'g',
    lag: { value: '0', known: 2, total: 2 },
    messagesOutPerSecond: { value: 0, known: 2, total: 2 },
    ...over,
  }) as GroupSummary;
const problem = (id: string, over: Partial<Problem> = {}) => ({ id, since: '2026-01-01T00:00:00Z', ...over }) as Problem;

function picture(over: Partial<Picture> = {}, overview: Partial<Picture['overview']> = {}): Picture {
  const whole = {
    fault: null,
    partitions: { total: 2, offline: 0, underReplicated: 0, underMinIsr: 0 },
    topics: 1,
    groups: 1,
    quorum: null,
    lag: { value: '0', known: 2, total: 2 },
    messagesInPerSecond: { value: 1, known: 2, total: 2 },
    messagesOutPerSecond: { value: 0, known: 2, total: 2 },
    problems: [],
    ...overview,
  } as unknown as Picture['overview'];
  return { overview: whole, brokers: [broker()], topics: [topic()], groups: [group()], ...over };
}

const failed = (over: Partial<Picture> = {}, overview: Partial<Picture['overview']> = {}) =>
  picture(
    {
      brokers: [broker({ state: 'silent', fault: FAULT, roundTripMs: null, messagesInPerSecond: null, leaders: null })],
      topics: [topic({ fault: FAULT, messagesInPerSecond: NONE, offsetsHeld: NONE, lag: NONE })],
      groups: [group({ lag: NONE, messagesOutPerSecond: NONE })],
      ...over,
    },
    {
      fault: FAULT,
      partitions: null,
      topics: null,
      groups: null,
      lag: NONE,
      messagesInPerSecond: NONE,
      messagesOutPerSecond: NONE,
      problems: [problem('cluster_unreachable'), problem('group_lost:g', { lastKnown: true })],
      ...overview,
    },
  );

test('honest pictures pass', () => {
  expect(liesInPicture(picture())).toEqual([]);
  expect(liesInPicture(failed())).toEqual([]);
});

test.each<[string, Picture]>([
  ['a zero for unknown', picture({ topics: [topic({ messagesInPerSecond: { value: 0, known: 0, total: 2 } })] })],
  ['a known sum that is null', picture({ groups: [group({ lag: { value: null, known: 1, total: 2 } })] })],
  ['a negative lag', picture({ groups: [group({ lag: { value: '-1', known: 2, total: 2 } })] })],
  ['a negative rate', picture({ topics: [topic({ messagesInPerSecond: { value: -0.5, known: 2, total: 2 } })] })],
  ['more known than there are', picture({ topics: [topic({ lag: { value: '1', known: 3, total: 2 } })] })],
  [
    'a silent broker with a round trip',
    picture({ brokers: [broker({ state: 'silent', fault: FAULT, messagesInPerSecond: null, leaders: 0 })] }),
  ],
  [
    'a silent broker without a reason',
    picture({ brokers: [broker({ state: 'silent', roundTripMs: null, messagesInPerSecond: null, leaders: 0 })] }),
  ],
  ['a rate of a partition without a leader', picture({ topics: [topic({ offlinePartitions: 1 })] })],
  [
    'a sum that covers a partition without a leader',
    picture({}, { partitions: { total: 2, offline: 1, underReplicated: 1, underMinIsr: 0 } }),
  ],
  [
    'values of a topic that was not seen',
    picture({ topics: [topic({ fault: FAULT, notSeen: { passes: 1, since: '2026-01-01T00:00:00Z', hidden: false } })] }),
  ],
  ['a problem told twice', picture({}, { problems: [problem('a'), problem('a')] })],
  ['a failed pass with a count', failed({}, { topics: 1 })],
  ['a failed pass with a broker that is up', failed({ brokers: [broker()] })],
  ['a failed pass with a lag', failed({ groups: [group()] })],
  [
    'a failed pass with a second current problem',
    failed({}, { problems: [problem('cluster_unreachable'), problem('group_lost:g')] }),
  ],
])('%s is found', (_name, lying) => {
  expect(liesInPicture(lying)).not.toEqual([]);
});
