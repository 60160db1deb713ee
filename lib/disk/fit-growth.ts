/** A stored history on a grid: `values[i]` belongs to `fromMs + i × stepMs`; NaN = unknown. */
export interface History {
  fromMs: number;
  stepMs: number;
  values: Float64Array;
  /** Greatest values within the slots, where these are means; null or absent where they are not. */
  max?: Float64Array | null;
}

/** How fast something grows, with the interval in which the true growth lies with 95 % confidence. Per day; negative = shrinks. */
export interface Growth {
  perDay: number;
  lowPerDay: number;
  highPerDay: number;
  /** Points the fit stands on, and their time span, epoch ms. */
  points: number;
  fromMs: number;
  toMs: number;
  /** Single jumps (a deletion, a move) that were taken for events and left out of the growth. */
  jumps: number;
}

const DAY_MS = 86_400_000;
/** Less history than this says nothing about a trend. */
const SPAN_MIN_MS = 3_600_000;
const POINTS_MIN = 8;
/** More points are thinned to medians of equal spans: the work grows with their square, and 168 are the hours of a week. */
const POINTS_MAX = 168;
/** A change between two points is a jump when it lies so many robust standard deviations off the usual change… */
const JUMP_DEVIATIONS = 10;
/** …and is at least this share of the largest value: smaller ones do not move a trend. */
const JUMP_SHARE_MIN = 0.01;
/** Jumps that count as events. More of them are how this disk is used (retention in large segments, nightly loads), and belong to its growth. */
const EVENTS_MAX = 2;
const DROPS_MAX = 1;
/** Makes the median absolute deviation comparable to a standard deviation of a normal distribution. */
const MAD_TO_DEVIATION = 1.4826;
/** 95 % of a normal distribution lie within this many deviations. */
const CONFIDENCE_95 = 1.96;
/** Neighbouring errors that resemble each other make an interval too narrow; it is widened for that, at most by the square root of this. */
const CORRELATION_FACTOR_MAX = 20;

interface Point {
  atMs: number;
  value: number;
}

/**
 * Growth by the Theil–Sen estimator: the median of the slopes between all pairs of points, which a third of outliers cannot move.
 * Pairs across a single jump are left out, so that a deletion does not hide the growth before and after it. The interval is the range of slope ranks after Sen, widened for correlated errors.
 * null when there are less than 8 points or less than an hour of them.
 */
export function fitGrowth(history: History): Growth | null {
  const points = thin(knownPoints(history));
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < POINTS_MIN || last.atMs - first.atMs < SPAN_MIN_MS)
    return null;
  const { segments, jumps } = cutAtJumps(points);
  const slopes = pairSlopes(segments);
  const slope = median(slopes);
  const variance =
    segments.reduce((sum, { length: n }) => sum + (n * (n - 1) * (2 * n + 5)) / 18, 0) * correlationFactor(segments, slope);
  const reach = CONFIDENCE_95 * Math.sqrt(variance);
  const rank = (at: number) => slopes[Math.min(slopes.length - 1, Math.max(0, at))] ?? slope;
  return {
    perDay: slope * DAY_MS,
    lowPerDay: rank(Math.floor((slopes.length - reach) / 2)) * DAY_MS,
    highPerDay: rank(Math.ceil((slopes.length + reach) / 2)) * DAY_MS,
    points: points.length,
    fromMs: first.atMs,
    toMs: last.atMs,
    jumps,
  };
}

function knownPoints({ fromMs, stepMs, values }: History): Point[] {
  const points: Point[] = [];
  for (const [i, value] of values.entries()) if (!Number.isNaN(value)) points.push({ atMs: fromMs + i * stepMs, value });
  return points;
}

/** Medians of equal numbers of neighbours, at the median of their times. */
function thin(points: readonly Point[]): readonly Point[] {
  if (points.length <= POINTS_MAX) return points;
  return Array.from({ length: POINTS_MAX }, (_none, i) => {
    const group = points.slice(Math.floor((i * points.length) / POINTS_MAX), Math.floor(((i + 1) * points.length) / POINTS_MAX));
    return { atMs: median(sorted(group.map((point) => point.atMs))), value: median(sorted(group.map((point) => point.value))) };
  });
}

/**
 * The points between single jumps; one segment when there are none, or so many that they are the growth itself.
 * A jump in the middle of an hour leaves a mean between both levels: two neighbouring jumps in one direction are one event, and the point between them belongs to neither side.
 */
function cutAtJumps(points: readonly Point[]): { segments: (readonly Point[])[]; jumps: number } {
  const steps = points.slice(1).map((point, i) => {
    const before = points[i] ?? point;
    return { at: i + 1, change: point.value - before.value, ms: point.atMs - before.atMs };
  });
  // A change over a gap may be larger: what counts is how far it lies off the usual rate.
  const usual = median(sorted(steps.map((step) => step.change / step.ms)));
  const offs = steps.map((step) => ({ at: step.at, off: step.change - usual * step.ms }));
  const deviation = median(sorted(offs.map(({ off }) => Math.abs(off)))) * MAD_TO_DEVIATION;
  const floor = JUMP_SHARE_MIN * points.reduce((most, point) => Math.max(most, Math.abs(point.value)), 0);
  const jumps = offs.filter(({ off }) => Math.abs(off) > Math.max(JUMP_DEVIATIONS * deviation, floor));
  const events = jumps.filter(({ at, off }, i) => {
    const before = jumps[i - 1];
    return before === undefined || before.at !== at - 1 || Math.sign(before.off) !== Math.sign(off);
  });
  if (events.length > EVENTS_MAX || events.filter(({ off }) => off < 0).length > DROPS_MAX) {
    return { segments: [points], jumps: 0 };
  }
  const cuts = [0, ...jumps.map(({ at }) => at), points.length];
  return { segments: cuts.slice(1).map((end, i) => points.slice(cuts[i], end)), jumps: events.length };
}

/** Slopes per millisecond between all pairs within a segment, ascending. */
function pairSlopes(segments: readonly (readonly Point[])[]): Float64Array {
  const count = segments.reduce((sum, { length: n }) => sum + (n * (n - 1)) / 2, 0);
  const slopes = new Float64Array(count);
  let at = 0;
  for (const segment of segments) {
    for (const [i, a] of segment.entries()) {
      for (const b of segment.slice(i + 1)) slopes[at++] = (b.value - a.value) / (b.atMs - a.atMs);
    }
  }
  return slopes.sort();
}

/** How much wider the variance of ranks is because each error resembles the one before: (1 + ρ) ÷ (1 − ρ), 1 for independent errors. */
function correlationFactor(segments: readonly (readonly Point[])[], slope: number): number {
  let products = 0;
  let squares = 0;
  for (const segment of segments) {
    const level = median(sorted(segment.map((point) => point.value - slope * point.atMs)));
    let before: number | null = null;
    for (const point of segment) {
      const error = point.value - slope * point.atMs - level;
      squares += error * error;
      if (before !== null) products += before * error;
      before = error;
    }
  }
  const correlation = squares === 0 ? 0 : Math.max(0, products / squares);
  return Math.min(CORRELATION_FACTOR_MAX, (1 + correlation) / Math.max(1e-9, 1 - correlation));
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

/** Median of ascending values; 0 of none. */
function median(ascending: Float64Array): number {
  const middle = ascending.length / 2;
  const high = ascending[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((ascending[middle - 1] ?? high) + high) / 2 : high;
}
