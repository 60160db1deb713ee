import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';
import type { Formatter } from '#lib/core/format.ts';

/** Kafka writes "no limit" as the largest number of the type. */
const NO_LIMIT = new Set(['9223372036854775807', '2147483647']);

/** A raw value in a person's units, from the unit at the end of its key: `retention.ms` 604800000 → "7 d". null when the value speaks for itself. */
export function configMeaning(entry: Pick<ConfigEntrySummary, 'name' | 'value'>, format: Formatter): string | null {
  const { name, value } = entry;
  if (value === null || !/^\d+$/.test(value) || NO_LIMIT.has(value) || Number(value) < 1000) return null;
  if (name.endsWith('.ms')) return format.duration(Number(value));
  return name.endsWith('.bytes') ? format.bytes(value) : null;
}
