import type { ConfigEntry, Item, Topology, TopicTopology } from '#lib/kafka/admin/port.ts';

/** The configs of one topic that derivation and lists use. */
export interface TopicConfig {
  topicId: string | null;
  /** Monotonic ms of the last attempt. */
  triedAt: number;
  /** Why they could not be read; null when they were. Then all others are null. */
  fault: { code: string; message: string } | null;
  minInsyncReplicas: number | null;
  cleanupPolicy: string | null;
  /** Decimal milliseconds as Kafka has it; `-1` = forever. */
  retentionMs: string | null;
  /** Decimal bytes of one partition; `-1` = no bound. */
  retentionBytes: string | null;
}

/** Whether a topic is compacted: offsets behind are then not messages. null = not known. */
export function isCompacted(config: Pick<TopicConfig, 'cleanupPolicy'> | undefined): boolean | null {
  return config === undefined || config.cleanupPolicy === null ? null : config.cleanupPolicy.includes('compact');
}

/** Configs by topic name for the topics that exist: newly read ones replace old ones, those of gone or recreated topics drop out. */
export function carryConfigs(
  previous: ReadonlyMap<string, TopicConfig>,
  topology: Topology,
  read: ReadonlyMap<string, Item<readonly ConfigEntry[]>> | null,
  now: number,
): ReadonlyMap<string, TopicConfig> {
  const configs = new Map<string, TopicConfig>();
  for (const topic of topology.topics) {
    const item = read?.get(topic.name);
    const known = previous.get(topic.name);
    if (item !== undefined) configs.set(topic.name, fromItem(item, topic, now, known));
    else if (known !== undefined && known.topicId === topic.topicId) configs.set(topic.name, known);
  }
  return configs;
}

function fromItem(
  item: Item<readonly ConfigEntry[]>,
  topic: TopicTopology,
  now: number,
  known: TopicConfig | undefined,
): TopicConfig {
  if (!item.ok) {
    // A broker that did not answer takes nothing away from what was read before; a refusal does.
    if (item.fault.kafkaCode === null && known?.fault === null) return known;
    const fault = { code: item.fault.code, message: item.fault.message };
    return {
      topicId: topic.topicId,
      triedAt: now,
      fault,
      minInsyncReplicas: null,
      cleanupPolicy: null,
      retentionMs: null,
      retentionBytes: null,
    };
  }
  const value = (name: string) => item.value.find((entry) => entry.name === name)?.value ?? null;
  const minIsr = Number(value('min.insync.replicas') ?? NaN);
  return {
    topicId: topic.topicId,
    triedAt: now,
    fault: null,
    minInsyncReplicas: Number.isInteger(minIsr) ? minIsr : null,
    cleanupPolicy: value('cleanup.policy'),
    retentionMs: value('retention.ms'),
    retentionBytes: value('retention.bytes'),
  };
}
