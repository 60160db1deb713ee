import { DERIVED_METRICS, METRICS, type Metric } from '#lib/catalog/metrics.ts';
import type { Catalog } from '#lib/contracts/catalog.ts';

/** The metric catalogue as the API tells it: stored metrics and those derived on reading. */
export function catalogAnswer(): Catalog {
  const stored = Object.entries(METRICS).map(([name, metric]: [string, Metric]) => {
    const { unit, kind, owner, perPartition, additive, good, source } = metric;
    return { name, unit, kind, owner, perPartition, additive, good, source };
  });
  const derived = Object.entries(DERIVED_METRICS).map(([name, { unit, from }]) => ({
    name,
    unit,
    kind: 'derived' as const,
    owner: name.startsWith('group_partition') ? ('group_partition' as const) : ('partition' as const),
    perPartition: true,
    additive: true,
    good: name.endsWith('.lag') ? ('low' as const) : ('neither' as const),
    source: `computed from ${from}`,
  }));
  return { data: [...stored, ...derived] };
}
