/** Windows and thresholds of the verdicts. Tests and alerts may use others; the words and the order of the rules stay. */
export interface LagRules {
  /** Verdicts look back this far. */
  windowMs: number;
  /** A group this far behind is too slow. */
  sloMs: number;
  /** A commit that stands still this long with something left to read has stopped; longer for groups that commit rarely. */
  stopAfterMs: number;
  /** … and so many times the gap that 99 of 100 of the group's commits keep to. */
  stopGaps: number;
  /** A group without members whose next record waits longer than `stopAfterMs` has stopped as soon as its commits were seen to stand still this long. */
  emptyAfterMs: number;
  /** Below this share of polls with a known lag nothing is said. */
  coverage: number;
  /** Behind, and watched for a shorter time than this: nothing is said yet. */
  watchMs: number;
  /** A commit that fell by more than this many offsets, and by more than `rewindSteps` usual steps, was set back. */
  rewindOffsets: number;
  rewindSteps: number;
  /** Lag that grew by this much over the window, and by this share of what was produced, grows. */
  growthOffsets: number;
  growthShare: number;
  /** So much of the lag's variation must be the trend (r²). */
  growthFit: number;
  /** So many rebalances within the window are too many. */
  rebalances: number;
  /** After a new leader or a rebalance no new alarm is raised for this long. */
  settleMs: number;
  /** A commit and an end that both stood still this long, this close to each other, may only have transaction markers between them. */
  trailingAfterMs: number;
  trailingOffsets: number;
}

const MINUTE_MS = 60_000;

/** What holds unless something else was asked for. */
export const DEFAULT_LAG_RULES: LagRules = {
  windowMs: 10 * MINUTE_MS,
  sloMs: 5 * MINUTE_MS,
  stopAfterMs: 5 * MINUTE_MS,
  stopGaps: 3,
  emptyAfterMs: MINUTE_MS,
  coverage: 0.8,
  watchMs: MINUTE_MS,
  rewindOffsets: 100,
  rewindSteps: 3,
  growthOffsets: 1_000,
  growthShare: 0.05,
  growthFit: 0.5,
  rebalances: 3,
  settleMs: 2 * MINUTE_MS,
  trailingAfterMs: 2 * MINUTE_MS,
  trailingOffsets: 10,
};
