import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import { parsePrometheusText, type TextSample } from './prometheus-text.ts';
import type { RawResources, RawValue, UnknownReason } from './raw-resources.ts';
import {
  OLD_GENERATION,
  RAFT_STATE_NAMES,
  RAFT_STATES,
  RESOURCE_TABLE,
  type ResourceReading,
  type TextPlace,
} from './resource-table.ts';
import { SourceFault } from './source-fault.ts';

/** Names of the count beside a percentile: with an ending of its own, or the same name without `quantile`. */
const countNames = (name: string): string[] => [`${name}_count`, name];

const WANTED = new Set([
  ...RAFT_STATE_NAMES,
  ...RESOURCE_TABLE.flatMap(({ kind, text }) => text.flatMap(({ name }) => (kind === 'percentile' ? countNames(name) : [name]))),
]);

/** When a page was answered. */
export interface AnswerTimes {
  /** Monotonic milliseconds. */
  answeredAt: number;
  /** Wall milliseconds. */
  nowMs: number;
}

/** Reads a page of the JMX exporter, in any of the known dialects. Throws SourceFault `MALFORMED` for what is no such page and `NOT_A_BROKER` for one without anything of Kafka. */
export function readPrometheusPage(page: string, times: AnswerTimes): RawResources {
  const samples = parsePrometheusText(page, (name) => WANTED.has(name));
  if (![...samples].some(([name, found]) => name.startsWith('kafka_') && found.length > 0))
    throw new SourceFault('NOT_A_BROKER', 'The page has no metric of a Kafka broker under a name that Farol knows.');
  const values = new Map<StoredMetricName, RawValue>();
  const unknown = new Map<StoredMetricName, UnknownReason>();
  for (const reading of RESOURCE_TABLE) {
    const found = read(reading, samples, times);
    if (typeof found === 'string') unknown.set(reading.metric, found);
    else values.set(reading.metric, found);
  }
  return { answeredAt: times.answeredAt, values, unknown, raftState: raftState(samples) };
}

type Samples = ReadonlyMap<string, readonly TextSample[]>;

function read({ kind, text }: ResourceReading, samples: Samples, times: AnswerTimes): RawValue | UnknownReason {
  let reason: UnknownReason = 'not_exported';
  for (const place of text) {
    const value = valueAt(place, samples);
    if (value === null) continue;
    if (place.meaning === 'since_start') {
      reason = 'mean_since_start';
      continue;
    }
    if (kind === 'percentile' && countBeside(place, samples) === 0) return 'nothing_counted';
    return place.meaning === 'start_time' ? { value: times.nowMs / 1000 - value, factor: 1 } : { value, factor: place.factor };
  }
  return reason;
}

/** null when the page has no such sample. */
function valueAt(place: Omit<TextPlace, 'factor' | 'meaning'>, samples: Samples): number | null {
  const fitting = (samples.get(place.name) ?? []).filter((sample) => fits(sample, place));
  const [first] = fitting;
  if (first === undefined) return null;
  return place.isSum ? fitting.reduce((sum, { value }) => sum + value, 0) : first.value;
}

function fits({ labels }: TextSample, place: Omit<TextPlace, 'factor' | 'meaning'>): boolean {
  const quantile = labels.get('quantile');
  if ((quantile === undefined ? null : Number(quantile)) !== place.quantile) return false;
  if (place.isOldGeneration && !OLD_GENERATION.test(labels.get('pool') ?? '')) return false;
  return Object.entries(place.labels).every(([name, value]) => labels.get(name) === value);
}

function countBeside(place: TextPlace, samples: Samples): number | null {
  for (const name of countNames(place.name)) {
    const count = valueAt({ ...place, name, quantile: null }, samples);
    if (count !== null) return count;
  }
  return null;
}

function raftState(samples: Samples): string | null {
  for (const name of RAFT_STATE_NAMES) {
    for (const { labels, value } of samples.get(name) ?? []) {
      const state = [...labels.values()].find((label) => RAFT_STATES.includes(label));
      if (state !== undefined && value === 1) return state;
    }
  }
  return null;
}
