import type { GroupDescription, GroupMember } from '#lib/kafka/admin/port.ts';
import type { EventKind } from '#lib/contracts/events.ts';
import { memberKey, type MemberBaseline } from './event-baseline.ts';
import { fewNames, group as groupScope, type EventDraft } from './event-draft.ts';

/** The members of a description by what stays the same when they come back. */
export function membersOf(description: GroupDescription): Map<string, MemberBaseline> {
  return new Map(description.members.map((member) => [memberKey(member), memberOf(member)]));
}

function memberOf({ memberId, clientId, host }: GroupMember): MemberBaseline {
  return { memberId, clientId, host };
}

/** Who joined, left, or came back as another process, one event a kind. Nothing when the members were not known before. */
export function memberEvents(
  groupId: string,
  before: ReadonlyMap<string, MemberBaseline> | null,
  description: GroupDescription,
): EventDraft[] {
  if (before === null) return [];
  const now = membersOf(description);
  const joined = [...now].flatMap(([key, member]) => (before.has(key) ? [] : [member]));
  const left = [...before].flatMap(([key, member]) => (now.has(key) ? [] : [member]));
  const changed = [...now].flatMap(([key, member]) => {
    const old = before.get(key);
    return old === undefined || isSame(old, member) ? [] : [member];
  });
  const event = (kind: EventKind, members: readonly MemberBaseline[]): EventDraft[] =>
    members.length === 0
      ? []
      : [
          {
            kind,
            scope: groupScope(groupId),
            detail: {
              count: members.length,
              total: now.size,
              names: fewNames(members.map(({ clientId, host }) => `${clientId} (${host})`)),
              memberIds: fewNames(members.map(({ memberId }) => memberId)),
            },
          },
        ];
  return [
    ...event('group_members_joined', joined),
    ...event('group_members_left', left),
    ...event('group_members_changed', changed),
  ];
}

function isSame(a: MemberBaseline, b: MemberBaseline): boolean {
  return a.memberId === b.memberId && a.clientId === b.clientId && a.host === b.host;
}

/**
 * What changes with every assignment: its epoch where the protocol has one, else who holds what.
 * null while members of a classic group give their partitions up, or when an assignment could not be decoded.
 */
export function assignmentOf(description: GroupDescription): string | null {
  if (description.assignmentEpoch !== null) return `epoch ${description.assignmentEpoch}`;
  if (description.state !== 'Stable') return null;
  const holdings: string[] = [];
  for (const { memberId, assignment } of description.members) {
    if (assignment === null) return null;
    holdings.push(
      `${memberId} ${assignment
        .map(({ topic, partitions }) => `${topic}:${partitions.toSorted((a, b) => a - b).join()}`)
        .sort()
        .join(' ')}`,
    );
  }
  return holdings.sort().join('\n');
}
