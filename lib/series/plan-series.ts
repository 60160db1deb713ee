import {
  DERIVED_METRICS,
  METRICS,
  type Metric,
  type MetricName,
  type OwnerKind,
  type StoredMetricName,
  type Unit,
} from '#lib/catalog/metrics.ts';
import type { SeriesQuery } from '#lib/contracts/series.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Combine } from './bucket.ts';

/** How a metric is had from what is stored. */
export type Derivation = 'stored' | 'rate' | 'lag';

/** Which owners to read and what to make of them. */
export interface SeriesPlan {
  unit: Unit;
  derivation: Derivation;
  /** The stored metric that is read (for `lag`: the commits; the ends are read beside them). */
  stored: StoredMetricName;
  /** Owners selected; absent fields do not select. */
  owners: { kind: OwnerKind; node?: number; topic?: string; group?: string };
  by: 'broker' | 'topic' | 'group' | 'partition' | 'log_dir' | 'server' | null;
  /** Only this partition; null = all. */
  partition: number | null;
  /** How several parts of one series are put together; null = they are one part only. */
  combine: Combine | null;
  /** What stands for several values in one bucket. */
  drawn: 'mean' | 'max';
}

/** Splits allowed for each kind of owner, and what must be named for each. `null` = one series for the scope. */
const SPLITS: Record<OwnerKind, { by: SeriesPlan['by']; needs: ('broker' | 'topic' | 'group')[]; perPartitionOnly?: boolean }[]> =
  {
    cluster: [{ by: null, needs: [] }],
    broker: [
      { by: null, needs: [] },
      { by: 'broker', needs: [] },
    ],
    topic: [
      { by: null, needs: ['topic'] },
      { by: 'topic', needs: [] },
      { by: 'partition', needs: ['topic'], perPartitionOnly: true },
    ],
    group: [
      { by: null, needs: ['group'] },
      { by: 'group', needs: [] },
    ],
    group_topic: [
      { by: null, needs: ['group'] },
      { by: 'topic', needs: ['group'] },
      { by: 'group', needs: ['topic'] },
      { by: 'partition', needs: ['group', 'topic'], perPartitionOnly: true },
    ],
    log_dir: [{ by: 'log_dir', needs: [] }],
    zookeeper: [{ by: 'server', needs: [] }],
  };

/** Turns a query into what must be read. Throws `invalid` where the metric cannot be split so, or where the query does not name what it must. */
export function planSeries(query: SeriesQuery): SeriesPlan {
  const { stored, derivation, unit } = sourceOf(query.metric);
  const metric: Metric = METRICS[stored];
  const by = query.by ?? null;
  const split = SPLITS[metric.owner].find(
    (candidate) => candidate.by === by && (metric.perPartition || !candidate.perPartitionOnly),
  );
  if (split === undefined) throw refuse('by', `${query.metric} has no series ${by === null ? 'of its own' : `per ${by}`}`);
  for (const field of split.needs) {
    if (query[field] === undefined) throw refuse(field, `${query.metric}${by === null ? '' : ` by ${by}`} needs a ${field}`);
  }
  if (query.partition !== undefined && (!metric.perPartition || query.topic === undefined)) {
    throw refuse('partition', `${query.metric} has no value per partition, or no topic is named`);
  }
  if (!query.internal && by !== 'topic') throw refuse('internal', 'internal topics can be left out of a split by topic only');
  if (metric.perPartition && query.topic === undefined) throw refuse('topic', `${query.metric} needs a topic`);
  const combine = query.agg ?? (metric.additive ? 'sum' : null);
  if (combine === 'sum' && !metric.additive) {
    throw refuse('agg', `${query.metric} does not add up: ask for the largest (max) or the smallest (min)`);
  }
  if (combine === null && mayHaveSeveralParts(metric, query)) {
    throw refuse(
      metric.owner === 'broker' ? 'broker' : 'agg',
      `${query.metric} does not add up: name one, split it with by, or ask for the largest (agg=max) or the smallest (agg=min)`,
    );
  }
  return {
    unit,
    derivation,
    stored,
    owners: { kind: metric.owner, ...selection(metric.owner, query) },
    by,
    partition: query.partition ?? null,
    combine,
    drawn: metric.drawn ?? 'mean',
  };
}

/** Whether a series is made of several owners: all brokers, or all topics of a group. */
function mayHaveSeveralParts(metric: Metric, query: SeriesQuery): boolean {
  if (query.by !== undefined) return false;
  if (metric.owner === 'broker') return query.broker === undefined;
  return metric.owner === 'group_topic' && query.topic === undefined;
}

function sourceOf(name: MetricName): { stored: StoredMetricName; derivation: Derivation; unit: Unit } {
  switch (name) {
    case 'partition.messages_in':
      return { stored: 'topic.end_offset', derivation: 'rate', unit: DERIVED_METRICS[name].unit };
    case 'group_partition.messages_out':
      return { stored: 'group_topic.committed_offset', derivation: 'rate', unit: DERIVED_METRICS[name].unit };
    case 'group_partition.lag':
      return { stored: 'group_topic.committed_offset', derivation: 'lag', unit: DERIVED_METRICS[name].unit };
    default:
      return { stored: name, derivation: 'stored', unit: METRICS[name].unit };
  }
}

/** Fields that name owners of a kind; others in the query would silently select nothing, so they are refused. */
function selection(kind: OwnerKind, query: SeriesQuery): Omit<SeriesPlan['owners'], 'kind'> {
  const usable: Record<OwnerKind, ('broker' | 'topic' | 'group')[]> = {
    cluster: [],
    broker: ['broker'],
    topic: ['topic'],
    group: ['group'],
    group_topic: ['group', 'topic'],
    log_dir: ['broker'],
    zookeeper: [],
  };
  for (const field of ['broker', 'topic', 'group'] as const) {
    if (query[field] !== undefined && !usable[kind].includes(field))
      throw refuse(field, `${query.metric} is not told per ${field}`);
  }
  return {
    ...(query.broker === undefined ? {} : { node: query.broker }),
    ...(query.topic === undefined ? {} : { topic: query.topic }),
    ...(query.group === undefined ? {} : { group: query.group }),
  };
}

function refuse(name: string, reason: string): AppError {
  return new AppError('invalid', `This series cannot be read: ${reason}.`, { invalidParams: [{ name, reason }] });
}
