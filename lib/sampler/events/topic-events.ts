import type { TopicTopology } from '#lib/kafka/admin/port.ts';
import type { DerivedPass } from '../derive-pass.ts';
import type { EventBaseline, TopicBaseline } from './event-baseline.ts';
import { topic as topicScope, type EventDraft } from './event-draft.ts';
import { newestPartitions, partitionEvents, type TopicChange } from './partition-events.ts';

/** A topic is gone after so many answers without it: a broker that lags behind may not know a new one yet. */
const MISSES_BEFORE_GONE = 2;

const CONFIG_KEYS = [
  ['min.insync.replicas', 'minInsyncReplicas'],
  ['cleanup.policy', 'cleanupPolicy'],
  ['retention.ms', 'retentionMs'],
] as const;

/** What a pass tells about topics and their partitions, and what is known of them from now on. `missing`: topics that are only not seen now, such as those hidden from this credential. */
export function topicEvents(
  baseline: EventBaseline | null,
  derived: DerivedPass,
  missing: ReadonlySet<string>,
): { drafts: EventDraft[]; topics: EventBaseline['topics']; configs: EventBaseline['configs'] } {
  const drafts: EventDraft[] = [];
  const topics = new Map<string, TopicBaseline>();
  const changes: TopicChange[] = [];
  for (const topic of derived.pass.topology.topics) {
    const before = baseline?.topics.get(topic.name);
    if (before === undefined) {
      topics.set(topic.name, firstSeen(topic, null));
      if (baseline !== null) drafts.push(created(topic));
    } else if (isOtherIncarnation(before, topic)) {
      // The former incarnation, told by a broker that lags behind, is no news.
      const isLate = topic.topicId === before.formerId;
      topics.set(topic.name, isLate ? { ...before, misses: 0 } : firstSeen(topic, before.topicId));
      if (!isLate) drafts.push(recreated(topic, before));
    } else {
      const partitions = newestPartitions(before.partitions, topic.partitions);
      topics.set(topic.name, { topicId: topic.topicId ?? before.topicId, formerId: before.formerId, partitions, misses: 0 });
      if (before.partitions.length > 0 && partitions.length > before.partitions.length) {
        drafts.push(partitionsAdded(topic.name, before.partitions.length, partitions.length));
      }
      changes.push({ name: topic.name, before: before.partitions, now: partitions });
    }
  }
  for (const [name, before] of baseline?.topics ?? []) {
    if (topics.has(name)) continue;
    const misses = before.misses + 1;
    if (misses < MISSES_BEFORE_GONE || missing.has(name)) topics.set(name, { ...before, misses });
    else drafts.push({ kind: 'topic_gone', scope: topicScope(name), detail: { partitions: before.partitions.length || null } });
  }
  const configs = changedConfigs(baseline, derived, drafts);
  return { drafts: [...partitionEvents(changes), ...drafts, ...truncations(derived)], topics, configs };
}

function firstSeen(topic: TopicTopology, formerId: string | null): TopicBaseline {
  return { topicId: topic.topicId, formerId, partitions: topic.partitions, misses: 0 };
}

/** Brokers without topic ids cannot tell. */
function isOtherIncarnation(before: TopicBaseline, topic: TopicTopology): boolean {
  return before.topicId !== null && topic.topicId !== null && before.topicId !== topic.topicId;
}

function created(topic: TopicTopology): EventDraft {
  return {
    kind: 'topic_created',
    scope: topicScope(topic.name),
    detail: { partitions: topic.partitions.length || null, topicId: topic.topicId },
  };
}

function recreated(topic: TopicTopology, before: TopicBaseline): EventDraft {
  return {
    kind: 'topic_recreated',
    scope: topicScope(topic.name),
    detail: {
      partitions: topic.partitions.length || null,
      partitionsBefore: before.partitions.length || null,
      topicId: topic.topicId,
      topicIdBefore: before.topicId,
    },
  };
}

function partitionsAdded(name: string, from: number, to: number): EventDraft {
  return { kind: 'topic_partitions_added', scope: topicScope(name), detail: { from, to } };
}

/** Compares what was read in this pass; a configuration that cannot be read any more leaves the last readable one as it is. */
function changedConfigs(baseline: EventBaseline | null, derived: DerivedPass, drafts: EventDraft[]): EventBaseline['configs'] {
  if (derived.pass.configs === null && baseline !== null) return baseline.configs;
  const configs = new Map(baseline?.configs);
  for (const [name, config] of derived.configs) {
    if (config.fault !== null) continue;
    const before = configs.get(name);
    configs.set(name, config);
    if (before === undefined || before === config || before.topicId !== config.topicId) continue;
    for (const [key, field] of CONFIG_KEYS) {
      const [from, to] = [before[field], config[field]];
      // What was not told before or is not told now did not change as far as anybody knows.
      if (from === null || to === null || from === to) continue;
      drafts.push({
        kind: 'topic_config_changed',
        scope: topicScope(name),
        detail: { key, from: String(from), to: String(to) },
        key,
      });
    }
  }
  for (const name of configs.keys()) if (!derived.pass.topology.topicByName.has(name)) configs.delete(name);
  return configs;
}

/** Logs that became shorter under a newer leader, one event a topic. */
function truncations({ offsets, columns, pass }: DerivedPass): EventDraft[] {
  const byTopic = new Map<string, { partitions: number; lost: bigint; worst: number; worstLost: bigint }>();
  for (const { index, lostOffsets } of offsets.truncations) {
    const topic = pass.topology.topics[columns.topicOf[index] ?? -1];
    if (topic === undefined) continue;
    const own = byTopic.get(topic.name) ?? { partitions: 0, lost: 0n, worst: -1, worstLost: -1n };
    own.partitions++;
    own.lost += lostOffsets;
    if (lostOffsets > own.worstLost) {
      own.worst = index - topic.base;
      own.worstLost = lostOffsets;
    }
    byTopic.set(topic.name, own);
  }
  return [...byTopic].map(([name, { partitions, lost, worst, worstLost }]) => ({
    kind: 'topic_truncated' as const,
    scope: topicScope(name),
    detail: { partitions, lostOffsets: lost.toString(), partition: worst, partitionLostOffsets: worstLost.toString() },
  }));
}
