import { METRICS } from '#lib/catalog/metrics.ts';
import type { Series } from '#lib/contracts/series.ts';
import type { Owner, ReadColumn, ReadResult } from '#lib/store/series/types.ts';
import { bucketSlots, coalesceSlots, combineBuckets, type BucketValues, type SlotValues } from './bucket.ts';
import type { SeriesWindow } from './choose-window.ts';
import { lagPerSlot, ratePerSecond } from './derive.ts';
import type { SeriesPlan } from './plan-series.ts';
import type { NamedBuckets } from './rank.ts';

/** Everything read for one answer. `ends`: end-offset columns by topic id and partition, read only for lag. */
export interface SeriesMaterial {
  owners: readonly Owner[];
  result: ReadResult;
  /** Topic owners whose end offsets stand in `result` too; only for lag. */
  topicOwners: readonly Owner[];
}

/** One series a entity on the window's buckets. An entity without any value in the range has no series. */
export function shapeSeries(plan: SeriesPlan, material: SeriesMaterial, window: SeriesWindow): NamedBuckets[] {
  const ownerById = new Map(material.owners.map((owner) => [owner.ownerId, owner]));
  const ends = endsByPlace(material);
  const wantedId = METRICS[plan.stored].id;

  // Parts of an entity, by what they are about; incarnations of one topic fall together.
  const entities = new Map<string, { label: string; parts: Map<string, SlotValues> }>();
  for (const column of material.result.columns) {
    const owner = ownerById.get(column.ownerId);
    if (owner === undefined || column.metricId !== wantedId || (plan.partition !== null && column.sub !== plan.partition))
      continue;
    const slots = deriveSlots(plan, owner, column, material.result, ends);
    if (slots === null) continue;
    const { key, label } = entityOf(plan, owner, column.sub);
    const entity = entities.get(key) ?? { label, parts: new Map<string, SlotValues>() };
    const part = [owner.node ?? '', owner.group ?? '', owner.topic ?? '', column.sub].join('\u0000');
    const before = entity.parts.get(part);
    entity.parts.set(part, before === undefined ? slots : coalesceSlots(before, slots));
    entities.set(key, entity);
  }
  return [...entities].map(([key, { label, parts }]) => ({
    key,
    label,
    buckets: bucketParts([...parts.values()], plan, window),
  }));
}

/** Puts a series on the wire: NaN becomes null. */
export function toSeries({ key, label, buckets }: NamedBuckets): Series {
  const known = (values: Float64Array) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return { key, label, mean: known(buckets.mean), min: known(buckets.min), max: known(buckets.max) };
}

function bucketParts(parts: readonly SlotValues[], plan: SeriesPlan, window: SeriesWindow): BucketValues {
  const bucketed = parts.map((part) => bucketSlots(part, window));
  const only = bucketed[0];
  if (bucketed.length === 1 && only !== undefined) return plan.drawn === 'max' ? drawMax(only) : only;
  if (plan.combine === null) throw new Error(`${plan.stored} has several parts and nothing says how to put them together`);
  const whole = combineBuckets(bucketed, window.count, plan.combine);
  return plan.drawn === 'max' ? drawMax(whole) : whole;
}

/** A percentile is drawn by the largest in each bucket: the mean of percentiles is the percentile of nothing. */
function drawMax(buckets: BucketValues): BucketValues {
  return { ...buckets, mean: buckets.max };
}

function deriveSlots(
  plan: SeriesPlan,
  owner: Owner,
  column: ReadColumn,
  { fromMs, stepMs }: ReadResult,
  ends: ReadonlyMap<string, Float64Array>,
): SlotValues | null {
  switch (plan.derivation) {
    case 'stored':
      return { fromMs, stepMs, values: column.values, min: column.min, max: column.max };
    case 'rate':
      return { fromMs, stepMs, values: ratePerSecond(column.values, stepMs), min: null, max: null };
    case 'lag': {
      const end = ends.get(`${owner.topicId ?? ''}/${column.sub}`);
      return end === undefined ? null : { fromMs, stepMs, values: lagPerSlot(end, column.values), min: null, max: null };
    }
  }
}

function endsByPlace({ topicOwners, result }: SeriesMaterial): Map<string, Float64Array> {
  const topicIds = new Map(topicOwners.map((owner) => [owner.ownerId, owner.topicId ?? '']));
  const ends = new Map<string, Float64Array>();
  for (const { ownerId, metricId, sub, values } of result.columns) {
    const topicId = topicIds.get(ownerId);
    if (topicId !== undefined && metricId === METRICS['topic.end_offset'].id) ends.set(`${topicId}/${sub}`, values);
  }
  return ends;
}

function entityOf(plan: SeriesPlan, owner: Owner, sub: number): { key: string; label: string } {
  const plain = (name: string) => ({ key: name, label: name });
  switch (plan.by) {
    case 'broker':
      return plain(String(owner.node ?? ''));
    case 'topic':
      return plain(owner.topic ?? '');
    case 'group':
      return plain(owner.group ?? '');
    case 'log_dir':
      return plain(`${owner.node ?? ''}:${owner.topic ?? ''}`);
    case 'server':
      return plain(owner.topic ?? '');
    case 'partition':
      return plain(`${owner.topic ?? ''}-${sub}`);
    case null:
      return plain(scopeName(plan));
  }
}

function scopeName({ owners, partition }: SeriesPlan): string {
  const names = [owners.node === undefined ? null : String(owners.node), owners.group, owners.topic].filter(
    (name) => name != null,
  );
  const place = names.length === 0 ? 'cluster' : names.join('/');
  return partition === null ? place : `${place}-${partition}`;
}
