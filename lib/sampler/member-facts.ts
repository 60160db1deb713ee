import type { GroupDescription, Topology } from '#lib/kafka/admin/port.ts';

/** States in which a group hands its partitions out anew. */
export const REBALANCING_STATES: ReadonlySet<string> = new Set([
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
]);

/** Changes with who is a member, whatever the order. */
export function membersHash(described: GroupDescription): number {
  let hash = described.members.length;
  for (const { memberId } of described.members) {
    let one = 0x811c9dc5;
    for (let i = 0; i < memberId.length; i++) one = Math.imul(one ^ memberId.charCodeAt(i), 0x01000193);
    hash = (hash + one) | 0;
  }
  return hash;
}

/** Topics that members hold of which not one partition has a commit: the partitions they hold. `partitions`: indexes of those with a commit, −1 = gone; `topicOf`: topic index by partition index. */
export function uncommittedTopics(
  described: GroupDescription,
  partitions: ArrayLike<number>,
  topology: Topology,
  topicOf: ArrayLike<number>,
): Map<string, readonly number[]> {
  const committed = new Set<number>();
  for (let row = 0; row < partitions.length; row++) {
    const p = partitions[row] ?? -1;
    if (p >= 0) committed.add(topicOf[p] ?? -1);
  }
  const isCommitted = (topic: Topology['topics'][number]) =>
    topic.partitions.length > 0 && committed.has(topicOf[topic.base] ?? -2);
  const held = new Map<string, number[]>();
  for (const { assignment } of described.members) {
    for (const { topic: name, partitions: assigned } of assignment ?? []) {
      const topic = topology.topicByName.get(name);
      if (topic === undefined || isCommitted(topic)) continue;
      const before = held.get(name) ?? [];
      for (const partition of assigned) before.push(partition);
      held.set(name, before);
    }
  }
  return held;
}
