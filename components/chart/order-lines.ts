import type { PreparedChart } from './prepare-time-series.ts';

/** Where a value stands on the axis: 0 = bottom, 1 = top. */
export function heightShare({ yMin, yMax, yKind }: Pick<PreparedChart, 'yMin' | 'yMax' | 'yKind'>, value: number): number {
  // As the axis of factors draws it: log(1 + value), so that 0 has a place.
  const place = (each: number) => (yKind === 'log' ? Math.log1p(Math.max(0, each)) : each);
  return (place(value) - place(yMin)) / (place(yMax) - place(yMin));
}

/** Lines of a tooltip: the one nearest to the pointer first, then by value, unknown ones last. `pointer`: its height on the axis, 0..1; null = no pointer, so by value alone. */
export function orderLines<Line extends { value: number | null }>(
  lines: readonly Line[],
  axis: Pick<PreparedChart, 'yMin' | 'yMax' | 'yKind'>,
  pointer: number | null,
): Line[] {
  const byValue = [...lines].sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY));
  if (pointer === null) return byValue;
  const distance = ({ value }: Line) =>
    value === null ? Number.POSITIVE_INFINITY : Math.abs(heightShare(axis, value) - pointer);
  const nearest = byValue.reduce<Line | null>(
    (best, line) => (best === null || distance(line) < distance(best) ? line : best),
    null,
  );
  return nearest === null || nearest.value === null ? byValue : [nearest, ...byValue.filter((line) => line !== nearest)];
}
