import { describe, expect, it } from 'vitest';
import type { GroupSummary, GroupTopic } from '#lib/contracts/groups.ts';
import type { MembersEntry } from '#lib/store/snapshot/types.ts';
import { groupFactsByTopic, type StoredGroups } from './group-facts.ts';

const group = (over: Partial<GroupSummary> = {}) => ({ groupId: 'g', state: 'Stable', fault: null, ...over }) as GroupSummary;
const standing = (topic: string) =>
  ({
    topic,
    verdict: { code: 'OK' },
    messagesInPerSecond: 5,
    messagesOutPerSecond: 4,
    secondsBehind: { lower: 1, upper: null, point: null, source: 'observed' },
    retentionHeadroomSeconds: 100,
  }) as GroupTopic;
const member = (...topics: string[]) => ({
  memberId: 'm',
  instanceId: null,
  clientId: 'c',
  host: 'h',
  assignment: topics.map((topic) => ({ topic, partitions: [0] })),
});
const entry = (members: MembersEntry['members']): MembersEntry => ({
  readAt: '2026-01-01T00:00:00.000Z',
  fault: null,
  members,
  partitionFaults: {},
});
const stored = (over: Partial<StoredGroups>): StoredGroups => ({
  groups: [group()],
  standingOf: () => ({ topics: [standing('small'), standing('wide')], odd: [] }),
  membersOf: () => entry([member('small', 'wide'), member('wide'), member()]),
  partitionsOf: (topic) => (topic === 'wide' ? 6 : 1),
  ...over,
});

describe('groups of topics', () => {
  it('counts members here and members with nothing, and marks the widest topic', () => {
    const facts = groupFactsByTopic(stored({}));
    expect(facts.get('wide')).toMatchObject([
      { groupId: 'g', members: 3, idleMembers: 1, membersHere: 2, isWidestTopic: true, secondsBehind: 1 },
    ]);
    expect(facts.get('small')).toMatchObject([{ membersHere: 1, isWidestTopic: false }]);
  });

  it('knows nothing of members that are in motion, or whose assignment could not be read', () => {
    const unknown = { members: null, idleMembers: null, membersHere: null };
    const of = (over: Partial<StoredGroups>) => groupFactsByTopic(stored(over)).get('wide')?.[0];
    expect(of({ groups: [group({ state: 'PreparingRebalance' })] })).toMatchObject(unknown);
    expect(of({ membersOf: () => entry([{ ...member('wide'), assignment: null }]) })).toMatchObject(unknown);
    expect(of({ membersOf: () => undefined })).toMatchObject(unknown);
    const moving = { ...entry([{ ...member(), target: [{ topic: 'wide', partitions: [0] }], epoch: 1 }]), assignmentEpoch: 2 };
    expect(of({ membersOf: () => moving })).toMatchObject(unknown);
  });

  it('leaves out groups that could not be read and the canary’s own', () => {
    const fault = { code: 'x', detail: 'x' };
    expect(groupFactsByTopic(stored({ groups: [group({ fault })] })).size).toBe(0);
    expect(groupFactsByTopic(stored({ groups: [group({ groupId: '__farol_canary-1' })] })).size).toBe(0);
  });
});
