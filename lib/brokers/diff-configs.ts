import type { ConfigDiff, ConfigEntrySummary } from '#lib/contracts/brokers.ts';
import type { Fault } from '#lib/contracts/common.ts';

/** What one broker answered when asked for its configuration. */
export interface BrokerConfigs {
  nodeId: number;
  /** Why it is not known; null when it is. */
  fault: Fault | null;
  entries: readonly ConfigEntrySummary[];
}

/** Settings that name the broker itself or its place: they differ between sound brokers. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  'node.id',
  'broker.id',
  'broker.rack',
  'host.name',
  'port',
  'log.dir',
  'log.dirs',
  'metadata.log.dir',
  'listeners',
  'advertised.listeners',
  'advertised.host.name',
  'advertised.port',
  'controller.listener.names',
  'process.roles',
]);
/** Keystores and the like of single listeners are per broker by nature. */
const OWN_PATTERN = /(^|\.)ssl\.(keystore|truststore)\.(location|certificate\.chain)$/;

/**
 * Settings in which the brokers that answered differ: in value, or in whether they know the setting at all (brokers of several versions).
 * Secrets are never told by brokers, so that they cannot be compared and only count in `sensitive`. Surprising differences come first, then by name.
 */
export function diffConfigs(answers: readonly BrokerConfigs[]): ConfigDiff {
  const known = answers.filter(({ fault }) => fault === null);
  const byBroker = known.map(({ nodeId, entries }) => ({
    nodeId,
    entries: new Map(entries.map((entry) => [entry.name, entry])),
  }));
  const names = [...new Set(known.flatMap(({ entries }) => entries.map(({ name }) => name)))].sort();
  let sensitive = 0;
  const data: ConfigDiff['data'] = [];
  for (const name of names) {
    const own = byBroker.map(({ nodeId, entries }) => ({ nodeId, entry: entries.get(name) }));
    const told = own.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
    if (told.some((entry) => entry.sensitive)) {
      sensitive += 1;
      continue;
    }
    if (told.length === own.length && new Set(told.map(({ value }) => value)).size <= 1) continue;
    data.push({
      name,
      documentation: told[0]?.documentation ?? null,
      expected: OWN_KEYS.has(name) || OWN_PATTERN.test(name),
      values: own.map(({ nodeId, entry }) => ({
        nodeId,
        isKnown: entry !== undefined,
        value: entry?.value ?? null,
        source: entry?.source ?? null,
      })),
    });
  }
  return {
    brokers: answers.map(({ nodeId, fault }) => ({ nodeId, fault })),
    compared: names.length - sensitive,
    sensitive,
    data: data.toSorted((a, b) => Number(a.expected) - Number(b.expected) || (a.name < b.name ? -1 : 1)),
  };
}
