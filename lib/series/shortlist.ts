import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { Owner } from '#lib/store/series/types.ts';
import type { SeriesPlan } from './plan-series.ts';

/** Owners whose whole range is read to find the largest. More would make one chart read the history of the whole cluster. */
export const OWNERS_READ_MAX = 200;

/**
 * The owners worth reading when there are too many: those that are largest now, by the value of the last pass that is nearest to the metric.
 * So in a cluster with more than `OWNERS_READ_MAX` topics or groups, one that was large earlier in the range and is small now may be missing from the top.
 */
export function shortlist(
  plan: SeriesPlan,
  owners: readonly Owner[],
  now: { topics?: readonly TopicSummary[]; groups?: readonly GroupSummary[] },
): Owner[] {
  const size = new Map<string, number>();
  const isLag = plan.stored.endsWith('.lag');
  for (const topic of now.topics ?? []) size.set(topic.name, topicSize(topic, plan, isLag));
  for (const group of now.groups ?? []) {
    size.set(group.groupId, isLag ? Number(group.lag.value ?? -1) : (group.messagesOutPerSecond.value ?? -1));
  }
  // What the last pass does not know is gone or hidden: last.
  const sizeOf = (owner: Owner) => size.get((plan.by === 'group' ? owner.group : owner.topic) ?? '') ?? Number.NEGATIVE_INFINITY;
  return [...owners].sort((a, b) => sizeOf(b) - sizeOf(a) || a.ownerId - b.ownerId).slice(0, OWNERS_READ_MAX);
}

function topicSize(topic: TopicSummary, plan: SeriesPlan, isLag: boolean): number {
  if (isLag) return Number(topic.lag.value ?? -1);
  if (plan.stored === 'topic.size_bytes') return Number(topic.sizeBytes ?? -1);
  if (plan.stored === 'topic.under_replicated') return topic.underReplicatedPartitions;
  return topic.messagesInPerSecond.value ?? -1;
}
