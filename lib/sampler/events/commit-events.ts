import type { Topology } from '#lib/kafka/admin/port.ts';
import type { EventKind } from '#lib/contracts/events.ts';
import { carryMap } from '../carry-partitions.ts';
import type { DerivedPass } from '../derive-pass.ts';
import { exact } from '../derive-offsets.ts';
import { carryRows, type GroupRows } from '../group-rows.ts';
import type { EventBaseline } from './event-baseline.ts';
import { group as groupScope, topic as topicScope, type EventDraft } from './event-draft.ts';

/** What the pass before had committed. */
export interface CommitsBefore {
  topology: Topology;
  rows: ReadonlyMap<string, GroupRows>;
}

/** Commits of one group on one topic that moved the same unusual way. */
interface Jump {
  partitions: number;
  offsets: bigint;
  /** The largest: partition, from, to. */
  worst: { partition: number; from: bigint; to: bigint };
}

/**
 * Commits that went back, and commits of groups without members that went ahead (somebody reset them), one event per group, topic and direction.
 * Only commits that were read in both passes count.
 */
export function commitEvents(baseline: EventBaseline | null, derived: DerivedPass, before: CommitsBefore | null): EventDraft[] {
  if (before === null) return [];
  const { topology } = derived.pass;
  const carry = carryMap(before.topology, topology);
  const drafts: EventDraft[] = [];
  const offsets = new Float64Array(topology.partitionCount).fill(NaN);
  for (const { listing } of derived.commits.groups) {
    const { groupId } = listing;
    const now = derived.commits.memory.get(groupId);
    const last = before.rows.get(groupId);
    if (now === undefined || last === undefined) continue;
    const isIdle = listing.state === 'Empty' && baseline?.groups.get(groupId)?.state === 'Empty';
    const moved = jumps(now, carryRows(last, carry), offsets, isIdle, derived);
    drafts.push(
      ...events(groupId, 'group_commits_rewound', moved.back),
      ...events(groupId, 'group_commits_skipped', moved.ahead),
    );
  }
  return drafts;
}

function jumps(now: GroupRows, last: GroupRows, offsets: Float64Array, isIdle: boolean, { columns, pass }: DerivedPass) {
  const back = new Map<string, Jump>();
  const ahead = new Map<string, Jump>();
  for (let row = 0; row < last.partitions.length; row++) {
    const index = last.partitions[row] ?? -1;
    if (index >= 0) offsets[index] = last.offsets[row] ?? NaN;
  }
  for (let row = 0; row < now.partitions.length; row++) {
    const index = now.partitions[row] ?? -1;
    const to = now.offsets[row] ?? NaN;
    const from = index < 0 ? NaN : (offsets[index] ?? NaN);
    const isBack = to < from;
    if (!isBack && !(isIdle && to > from)) continue;
    const topic = pass.topology.topics[columns.topicOf[index] ?? -1];
    if (topic === undefined) continue;
    note(isBack ? back : ahead, topic.name, {
      partition: index - topic.base,
      from: exact(from, last.wide?.get(index)),
      to: exact(to, now.wide?.get(index)),
    });
  }
  // Left clean for the next group.
  for (const index of last.partitions) if (index >= 0) offsets[index] = NaN;
  return { back, ahead };
}

function note(jumps: Map<string, Jump>, topic: string, step: Jump['worst']): void {
  const size = distance(step);
  const known = jumps.get(topic);
  if (known === undefined) {
    jumps.set(topic, { partitions: 1, offsets: size, worst: step });
    return;
  }
  known.partitions++;
  known.offsets += size;
  if (size > distance(known.worst)) known.worst = step;
}

function distance({ from, to }: Jump['worst']): bigint {
  return from > to ? from - to : to - from;
}

function events(groupId: string, kind: EventKind, jumps: ReadonlyMap<string, Jump>): EventDraft[] {
  return [...jumps].map(([topic, { partitions, offsets, worst }]) => ({
    kind,
    scope: groupScope(groupId),
    touches: [topicScope(topic)],
    detail: {
      topic,
      partitions,
      offsets: offsets.toString(),
      partition: worst.partition,
      from: worst.from.toString(),
      to: worst.to.toString(),
    },
    key: topic,
  }));
}
