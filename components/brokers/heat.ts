/** How a figure stands against what is normal: `none` within it, or nothing to compare with · `above` · `far` · `limit` beyond a bound of its own, whatever the others do. */
export type HeatLevel = 'none' | 'above' | 'far' | 'limit';

/** When a figure stands out. */
export interface HeatRule {
  /** `high`: more is worse. `away`: more and less are both uneven. */
  worse: 'high' | 'away';
  /** Smallest difference from the normal that anybody should look at, in the figure's unit. */
  least: number;
  /** Bound of its own; beyond it the figure is told whatever the others are. */
  limit?: number;
}

/** A figure, judged. */
export interface Heat {
  level: HeatLevel;
  /** What is normal: the median of the references; null without any. */
  normal: number | null;
}

/** So many times the normal is above it, and far above it. */
const ABOVE_RATIO = 1.5;
const FAR_RATIO = 2.5;
/** For figures that should be even: so far from the normal, as a share of it. */
const AWAY_SHARE = 0.25;
const FAR_AWAY_SHARE = 0.6;

/** Judges a figure by the references: the same figure of the other brokers, or the broker's own past where it has no peers. null (unknown) is never judged. */
export function heatOf(value: number | null, references: readonly number[], rule: HeatRule): Heat {
  const normal = lowerMedian(references);
  if (value === null) return { level: 'none', normal };
  if (rule.limit !== undefined && value > rule.limit) return { level: 'limit', normal };
  if (normal === null) return { level: 'none', normal };
  return { level: levelOf(value, normal, rule), normal };
}

function levelOf(value: number, normal: number, { worse, least }: HeatRule): HeatLevel {
  if (worse === 'away') {
    const distance = Math.abs(value - normal);
    if (distance < least) return 'none';
    const share = normal === 0 ? Number.POSITIVE_INFINITY : distance / normal;
    return share >= FAR_AWAY_SHARE ? 'far' : share >= AWAY_SHARE ? 'above' : 'none';
  }
  if (value - normal < least) return 'none';
  return value >= normal * FAR_RATIO ? 'far' : value >= normal * ABOVE_RATIO ? 'above' : 'none';
}

/** The middle value, the lower of two: a value that was measured, since percentiles have no mean. null of nothing. */
export function lowerMedian(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
