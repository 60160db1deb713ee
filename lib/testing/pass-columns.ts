import type { PassWrite, ValueColumn } from '#lib/store/series/types.ts';

/** Values of one owner in one pass, as tests write them down. `values` by partition number, or the one there is. */
export interface OwnerValues {
  ownerId: number;
  columns: readonly { metricId: number; values: ArrayLike<number> }[];
}

/** The same by metric, as the store takes them. */
export function passColumns(owners: readonly OwnerValues[]): Pick<PassWrite, 'ownerIds' | 'columns'> {
  const byMetric = new Map<number, { places: number[]; values: number[]; starts: number[] }>();
  for (const [place, { columns }] of owners.entries()) {
    for (const { metricId, values } of columns) {
      const column = byMetric.get(metricId) ?? { places: [], values: [], starts: [0] };
      byMetric.set(metricId, column);
      column.places.push(place);
      for (const value of Array.from(values)) column.values.push(value);
      column.starts.push(column.values.length);
    }
  }
  const columns = [...byMetric].map(([metricId, { places, values, starts }]): ValueColumn => ({
    metricId,
    owners: Uint32Array.from(places),
    values: Float64Array.from(values),
    starts: places.length === values.length && starts.every((start, i) => start === i) ? null : Uint32Array.from(starts),
  }));
  return { ownerIds: Int32Array.from(owners, ({ ownerId }) => ownerId), columns };
}
