import { describe, expect, it } from 'vitest';
import { describePartitions } from './describe-topic.ts';
import { describeTopicGroups } from './describe-topic-groups.ts';

const unknown = Number.NaN;
const f = (...values: number[]) => Float64Array.from(values);

describe('describePartitions', () => {
  it('shows a partition without a leader beside the others, with what is unknown as null', () => {
    const partition = (n: number) => ({
      partition: n,
      leader: n === 1 ? null : 1,
      leaderEpoch: 1,
      replicas: [1],
      isr: [1],
      offline: [],
      fault: null,
    });
    const rows = describePartitions(
      { topicId: 't', internal: false, fault: null, partitions: [partition(0), partition(1), partition(2)] },
      { end: f(9_007_199_254_740_991, unknown), start: f(0, 4), rates: f(0, unknown), sizes: ['12'] },
    );
    expect(rows.map((row) => [row.leader, row.startOffset, row.endOffset, row.messagesInPerSecond, row.sizeBytes])).toEqual([
      [1, '0', '9007199254740991', 0, '12'],
      [null, '4', null, null, null],
      [1, null, null, null, null],
    ]);
  });
});

describe('describeTopicGroups', () => {
  const commits = (groupId: string, latest: Float64Array, rates = f()) => ({ groupId, committed: { latest, rates } });

  it('counts lag over the partitions with a commit and tells how many are known, the largest first', () => {
    const rows = describeTopicGroups(
      [
        commits('slow', f(1, 1, unknown), f(3, unknown)),
        commits('fast', f(10, unknown, 5)),
        commits('blind', f(unknown, unknown, 1)),
      ],
      f(10, 20, unknown),
      new Map([
        ['slow', 'Stable'],
        ['fast', null],
        ['blind', 'Empty'],
      ]),
    );
    expect(rows).toEqual([
      {
        groupId: 'slow',
        state: 'Stable',
        lag: { value: '28', known: 2, total: 2 },
        messagesOutPerSecond: { value: 3, known: 1, total: 2 },
        verdict: null,
        secondsBehind: null,
      },
      {
        groupId: 'fast',
        state: null,
        lag: { value: '0', known: 1, total: 2 },
        messagesOutPerSecond: { value: null, known: 0, total: 2 },
        verdict: null,
        secondsBehind: null,
      },
      {
        groupId: 'blind',
        state: 'Empty',
        lag: { value: null, known: 0, total: 1 },
        messagesOutPerSecond: { value: null, known: 0, total: 1 },
        verdict: null,
        secondsBehind: null,
      },
    ]);
  });

  it('leaves out groups that the last pass does not know and groups without a commit now', () => {
    expect(describeTopicGroups([commits('gone', f(1)), commits('none', f(unknown))], f(10), new Map([['none', null]]))).toEqual(
      [],
    );
  });
});
