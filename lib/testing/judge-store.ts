import { METRICS } from '#lib/catalog/metrics.ts';
import type { Database } from '#lib/store/database.ts';
import { readSeries } from '#lib/store/series/read.ts';
import type { ReadColumn } from '#lib/store/series/types.ts';

/** Numbers of the metrics of passes and lag: none of them can be negative. */
const PASS_METRICS_MAX = 99;

/** What to look at. `fromMs`, `toMs`: wall ms. */
export interface StoredRange {
  clusterKey: number;
  fromMs: number;
  toMs: number;
}

/**
 * Everything in the stored values of a cluster that cannot be true, each in a sentence: negative values, values in passes that reached nobody, log ends that go back within one incarnation of a topic.
 * The logs of the tests lose nothing, so there a falling end would be an answer of a stale leader that was believed.
 */
export async function liesInStore(db: Pick<Database, 'pool'>, range: StoredRange): Promise<string[]> {
  const names = new Map(Object.entries(METRICS).map(([name, { id }]) => [id, name]));
  const { rows: owners } = await db.pool.query<{ id: number; name: string }>(
    `SELECT owner_id AS id, concat_ws(' ', kind, node, group_name, topic, topic_id) AS name FROM ts.owner WHERE cluster_key = $1`,
    [range.clusterKey],
  );
  const { rows: failed } = await db.pool.query<{ slotMs: number }>(
    `SELECT (extract(epoch FROM slot) * 1000)::float8 AS "slotMs" FROM ts.pass WHERE cluster_key = $1 AND fault IS NOT NULL`,
    [range.clusterKey],
  );
  const metricIds = [...names.keys()].filter((id) => id <= PASS_METRICS_MAX);
  const result = await readSeries(db, { ...range, tier: 'raw', ownerIds: owners.map(({ id }) => id), metricIds });
  const failedSlots = new Set(failed.map(({ slotMs }) => Math.round((slotMs - result.fromMs) / result.stepMs)));
  const ownerName = new Map(owners.map(({ id, name }) => [id, name]));
  return result.columns.flatMap((column) => {
    const metric = names.get(column.metricId) ?? String(column.metricId);
    const name = `${metric} of ${ownerName.get(column.ownerId)} [${column.sub}]`;
    return liesInColumn(name, column, failedSlots, metric === 'topic.end_offset');
  });
}

function liesInColumn(name: string, { values }: ReadColumn, failedSlots: ReadonlySet<number>, onlyGrows: boolean): string[] {
  const lies: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [slot, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    if (value < 0) lies.push(`${name} is negative: ${value}`);
    if (failedSlots.has(slot)) lies.push(`${name} has the value ${value} in a pass that reached nobody`);
    if (onlyGrows && value < last) lies.push(`${name} goes back from ${last} to ${value}`);
    last = value;
  }
  return lies;
}
