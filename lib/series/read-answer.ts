import { METRICS } from '#lib/catalog/metrics.ts';
import type { SeriesAnswer, SeriesQuery } from '#lib/contracts/series.ts';
import type { Database } from '#lib/store/database.ts';
import { findOwners } from '#lib/store/series/owners.ts';
import { readPassSlots, readSeries } from '#lib/store/series/read.ts';
import type { Owner } from '#lib/store/series/types.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { chooseWindow, type SeriesWindow } from './choose-window.ts';
import { dropInternal } from './drop-internal.ts';
import { planSeries, type SeriesPlan } from './plan-series.ts';
import { rankSeries, type NamedBuckets } from './rank.ts';
import { shapeSeries, toSeries } from './shape-series.ts';
import { OWNERS_READ_MAX, shortlist } from './shortlist.ts';

/** Cadence assumed before the first pass. */
const FIRST_STEP_MS = 5_000;

/** Slots before the window that a rate of its first slot may need. */
const LEAD_SLOTS = 3;

/** Passes are kept for 30 days; before that only the values themselves tell what was sampled. */
const PASSES_KEPT_MS = 29 * 24 * 3_600_000;

/** Reads, derives and shapes the series of a query. Throws `invalid` for a query that makes no sense. */
export async function readSeriesAnswer(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  query: SeriesQuery,
  nowMs: number,
): Promise<SeriesAnswer> {
  const plan = planSeries(query);
  const [{ parts, pass }, found] = await Promise.all([
    readSnapshot(db, clusterKey, plan.by === 'topic' ? ['topics'] : plan.by === 'group' ? ['groups'] : []),
    findOwners(db, clusterKey, plan.owners),
  ]);
  const window = chooseWindow({
    fromMs: query.from,
    toMs: query.to,
    points: query.points,
    nowMs,
    rawStepMs: pass?.stepMs ?? FIRST_STEP_MS,
  });
  const allOwners = query.internal ? found : dropInternal(found, parts.topics);
  const owners = allOwners.length <= OWNERS_READ_MAX ? allOwners : shortlist(plan, allOwners, parts);
  const named = await readNamed(db, clusterKey, plan, owners, window);
  const { series, hidden } = plan.by === null ? { series: named, hidden: 0 } : rankSeries(named, query.top);
  // Entities that were not even read are hidden too.
  const unread = entityCount(plan, allOwners) - entityCount(plan, owners);
  return {
    metric: query.metric,
    unit: plan.unit,
    tier: window.tier,
    bucketMs: window.bucketMs,
    times: Array.from({ length: window.count }, (_none, i) => window.fromMs + i * window.bucketMs),
    series: series.map(toSeries),
    hidden: hidden + unread,
    coverage: await coverageOf(db, clusterKey, window, named, nowMs),
  };
}

async function readNamed(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  plan: SeriesPlan,
  owners: readonly Owner[],
  window: SeriesWindow,
): Promise<NamedBuckets[]> {
  if (owners.length === 0) return [];
  const topicOwners = plan.derivation === 'lag' ? await endOwners(db, clusterKey, plan, owners) : [];
  const lead = plan.derivation === 'rate' ? LEAD_SLOTS * window.stepMs : 0;
  const result = await readSeries(db, {
    clusterKey,
    ownerIds: [...owners, ...topicOwners].map(({ ownerId }) => ownerId),
    metricIds: [METRICS[plan.stored].id, ...(topicOwners.length > 0 ? [METRICS['topic.end_offset'].id] : [])],
    ...(plan.partition === null ? {} : { subs: [plan.partition] }),
    tier: window.tier,
    fromMs: window.fromMs - lead,
    toMs: window.toMs,
  });
  return shapeSeries(plan, { owners, topicOwners, result }, window);
}

/** The topics, in the same incarnation, that the commits are compared with. */
async function endOwners(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  plan: SeriesPlan,
  owners: readonly Owner[],
): Promise<Owner[]> {
  const topicIds = new Set(owners.map(({ topicId }) => topicId));
  const found = await findOwners(db, clusterKey, { kind: 'topic', topic: plan.owners.topic });
  return found.filter(({ topicId }) => topicIds.has(topicId));
}

function entityCount(plan: SeriesPlan, owners: readonly Owner[]): number {
  if (plan.by === 'topic') return new Set(owners.map(({ topic }) => topic)).size;
  if (plan.by === 'group') return new Set(owners.map(({ group }) => group)).size;
  if (plan.by === 'broker') return new Set(owners.map(({ node }) => node)).size;
  if (plan.by === 'log_dir' || plan.by === 'server') return owners.length;
  return 0;
}

/** Share of the buckets that have begun in which anything was sampled. */
async function coverageOf(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  window: SeriesWindow,
  named: readonly NamedBuckets[],
  nowMs: number,
): Promise<number> {
  const begun = Math.min(window.count, Math.ceil((Math.min(nowMs, window.toMs) - window.fromMs) / window.bucketMs));
  if (begun <= 0) return 0;
  const sampled = new Set<number>();
  if (window.toMs > nowMs - PASSES_KEPT_MS) {
    for (const at of await readPassSlots(db, clusterKey, window.fromMs, window.toMs, window.bucketMs)) {
      sampled.add(Math.floor((at - window.fromMs) / window.bucketMs));
    }
  }
  if (window.fromMs < nowMs - PASSES_KEPT_MS) {
    for (const { buckets } of named) {
      for (const [i, value] of buckets.mean.entries()) if (!Number.isNaN(value)) sampled.add(i);
    }
  }
  return Math.min(1, sampled.size / begun);
}
