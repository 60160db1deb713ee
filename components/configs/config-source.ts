import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';

/** Whose configuration is shown. */
export type ConfigScope = 'topic' | 'broker';

/** Where a value comes from, in Farol's words, the closest to what is shown first. */
const SOURCES = ['topic', 'group', 'broker', 'cluster', 'static', 'default', 'unknown'] as const;
export type ConfigSource = (typeof SOURCES)[number];

/** Kafka's name of a source (`DYNAMIC_TOPIC_CONFIG`, `dynamic_topic`, …) as a word of ours. Names differ in case and length between versions. */
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

/** Place of a source in the order from "set here" to "Kafka's default", 0 first. */
export function sourceRank(source: string): number {
  return SOURCES.indexOf(configSource(source));
}

/** Whether somebody chose the value: on the topic itself, where the brokers' values are only inherited; anywhere above Kafka's default for a broker. */
export function isChanged(entry: Pick<ConfigEntrySummary, 'source' | 'isDefault'>, scope: ConfigScope): boolean {
  return scope === 'topic' ? configSource(entry.source) === 'topic' : !entry.isDefault;
}
