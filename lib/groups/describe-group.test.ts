import { describe, expect, it } from 'vitest';
import type { MembersEntry } from '#lib/store/snapshot/types.ts';
import { describeShare } from './describe-share.ts';
import { describeGroupPartitions, describeMembers, standingOf, type GroupTopicKnowledge } from './describe-group.ts';

const unknown = Number.NaN;
const f = (...values: number[]) => Float64Array.from(values);

describe('standingOf', () => {
  it.each([
    ['a commit between start and end has lag', 40, 0, 50, { state: 'ok', lag: 10, lost: null }],
    ['a commit at the end has no lag, which is known', 50, 0, 50, { state: 'ok', lag: 0, lost: null }],
    ['a commit at the start is not lost', 5, 5, 50, { state: 'ok', lag: 45, lost: null }],
    ['a commit before the start lost what lies between', 3, 5, 50, { state: 'lost', lag: 47, lost: 2 }],
    ['a commit beyond the end has no lag', 51, 0, 50, { state: 'ahead_of_end', lag: null, lost: null }],
    ['an unknown commit is unknown', unknown, 0, 50, { state: 'unknown', lag: null, lost: null }],
    ['an unknown end leaves the lag unknown', 40, 0, unknown, { state: 'unknown', lag: null, lost: null }],
    ['an unknown end does not hide a loss', 3, 5, unknown, { state: 'lost', lag: null, lost: 2 }],
    ['an unknown start does not hide the lag', 40, unknown, 50, { state: 'ok', lag: 10, lost: null }],
  ] as const)('%s', (_name, committed, start, end, standing) => {
    expect(standingOf(committed, start, end)).toEqual(standing);
  });
});

describe('describeGroupPartitions', () => {
  const topic: GroupTopicKnowledge = {
    topic: 'orders',
    committed: f(10, unknown, 7),
    end: f(15, 20, unknown),
    start: f(0, 0, 0),
    rates: f(2, unknown, unknown),
    partitions: [0, 2],
  };
  const members: MembersEntry = {
    readAt: '2026-11-21T00:00:00.000Z',
    fault: null,
    members: [
      { memberId: 'm', instanceId: null, clientId: 'c', host: 'h', assignment: [{ topic: 'orders', partitions: [0, 1] }] },
      { memberId: 'n', instanceId: null, clientId: 'c', host: 'h', assignment: null },
    ],
    partitionFaults: { 'orders:3': { code: 'UNSTABLE_OFFSET_COMMIT', detail: 'try later' } },
  };
  const rows = describeGroupPartitions([topic], members, null);

  it('shows every partition with a commit, a member or a fault, and no other', () => {
    expect(rows.map(({ partition, state }) => [partition, state])).toEqual([
      [0, 'ok'],
      [1, 'no_commit'],
      [2, 'unknown'],
      [3, 'unknown'],
    ]);
  });

  it('keeps what is known beside what is not: null, never 0', () => {
    expect(rows[0]).toMatchObject({ committedOffset: '10', endOffset: '15', lag: '5', memberId: 'm', messagesOutPerSecond: 2 });
    expect(rows[1]).toMatchObject({
      committedOffset: null,
      endOffset: '20',
      lag: null,
      memberId: 'm',
      messagesOutPerSecond: null,
    });
    expect(rows[2]).toMatchObject({ committedOffset: '7', endOffset: null, lag: null, memberId: null });
    expect(rows[3]).toMatchObject({ fault: { code: 'UNSTABLE_OFFSET_COMMIT' }, lag: null });
  });

  it('when the whole group could not be read its partitions are unknown for that reason, not without commits', () => {
    const fault = { code: 'NO_COORDINATOR', detail: 'none' };
    const blind = describeGroupPartitions([{ ...topic, committed: f(), rates: f() }], null, fault);
    expect(blind.map(({ state, fault: why }) => [state, why?.code])).toEqual([
      ['unknown', 'NO_COORDINATOR'],
      ['unknown', 'NO_COORDINATOR'],
    ]);
  });

  it('adds up the lag of a member as far as it is known, and says how far', () => {
    expect(describeMembers(members, rows)).toMatchObject([
      { memberId: 'm', partitions: 2, topics: ['orders'], lag: { value: '5', known: 1, total: 2 } },
      { memberId: 'n', partitions: null, lag: { value: null, known: 0, total: 0 } },
    ]);
  });

  it('members that were never read, or could not be, are null, not nobody', () => {
    expect(describeMembers(null, rows)).toBeNull();
    expect(describeMembers({ ...members, fault: { code: 'x', detail: 'y' } }, rows)).toBeNull();
  });

  it('a member that holds something else than it is to hold is reconciling; without a target nobody knows', () => {
    const held = [{ topic: 'orders', partitions: [0, 1] }];
    const entry = (target: typeof held | null): MembersEntry => ({
      ...members,
      members: [{ memberId: 'm', instanceId: null, clientId: 'c', host: 'h', assignment: held, target, epoch: 7, rack: 'r' }],
    });
    const isReconciling = (target: typeof held | null) => describeMembers(entry(target), [])?.[0]?.isReconciling;
    expect(isReconciling([{ topic: 'orders', partitions: [1, 0] }])).toBe(false);
    expect(isReconciling([{ topic: 'orders', partitions: [0] }])).toBe(true);
    expect(isReconciling([{ topic: 'orders', partitions: [0, 2] }])).toBe(true);
    expect(isReconciling(null)).toBeNull();
    expect(describeMembers(members, [])?.[0]).toMatchObject({ isReconciling: null, target: null, epoch: null });
  });
});

describe('describeShare', () => {
  it('gives the lag that the coordinator tells, and the reason where it tells none', () => {
    const row = { topic: 't', startOffset: '5', lag: null, fault: null };
    const fault = { code: 'NOT_LEADER_OR_FOLLOWER', detail: 'moved' };
    const entry = {
      readAt: '2026-11-21T00:00:00.000Z',
      fault: null,
      partitions: [
        { ...row, partition: 3, fault },
        { ...row, partition: 0, lag: '7' },
        { ...row, partition: 1 },
        { ...row, partition: 2, startOffset: null },
      ],
    };
    const rows = describeShare(entry, (_topic, partition) => (partition === 0 ? 12 : NaN))?.partitions;
    expect(rows?.map(({ partition, endOffset, lag, fault: why }) => [partition, endOffset, lag, why?.code ?? null])).toEqual([
      [0, '12', '7', null],
      [1, null, null, 'NOT_TOLD'],
      [2, null, null, 'NOT_STARTED'],
      [3, null, null, 'NOT_LEADER_OR_FOLLOWER'],
    ]);
    expect(describeShare(null, () => NaN)).toBeNull();
  });
});
