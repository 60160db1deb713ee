/** What a sparkline draws: one path with breaks at unknown values, and dots for points without neighbours. */
export interface SparklinePath {
  d: string;
  dots: { x: number; y: number }[];
}

/** A young history fills the box: what lies before its first value is cut when it is more than half. */
function measuredPart(values: readonly (number | null)[]): readonly (number | null)[] {
  const first = values.findIndex((value) => value !== null);
  return first * 2 > values.length ? values.slice(first) : values;
}

/** Path of values in a box of the given size, scaled from 0 to the largest value. Unknown breaks the line. */
export function sparklinePath(given: readonly (number | null)[], width: number, height: number, padding = 2): SparklinePath {
  const values = measuredPart(given);
  const high = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1;
  const x = (at: number) => Number(((at / Math.max(1, values.length - 1)) * width).toFixed(2));
  const y = (value: number) => Number((height - padding - (Math.max(0, value) / high) * (height - 2 * padding)).toFixed(2));
  const dots: SparklinePath['dots'] = [];
  let d = '';
  let isDown = false;
  values.forEach((value, at) => {
    if (value === null) {
      isDown = false;
      return;
    }
    const hasNeighbour = isDown || (values[at + 1] ?? null) !== null;
    if (!hasNeighbour) dots.push({ x: x(at), y: y(value) });
    else d += `${isDown ? 'L' : 'M'}${x(at)} ${y(value)}`;
    isDown = hasNeighbour;
  });
  return { d, dots };
}
