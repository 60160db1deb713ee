import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';

/** Where a value comes from, in Farol's words. */
export type ConfigSource = 'topic' | 'broker' | 'cluster' | 'static' | 'default' | 'group' | 'unknown';

/** Kafka's name of a source (`DYNAMIC_TOPIC_CONFIG`, `dynamic_topic`, …) as a word of ours. */
export function configSource(source: string): ConfigSource {
  const name = source.toLowerCase();
  if (name.includes('default_broker')) return 'cluster';
  if (name.includes('static')) return 'static';
  if (name.includes('topic')) return 'topic';
  if (name.includes('group')) return 'group';
  if (name.includes('default')) return 'default';
  if (name.includes('broker')) return 'broker';
  return 'unknown';
}

/** Whether the value was set on the topic itself, not inherited. */
export function isChanged(entry: ConfigEntrySummary): boolean {
  return configSource(entry.source) === 'topic';
}
