/** Ticks stand this far behind the grid mark at least, so that a timer that fires a little early still falls into its own slot. */
const PHASE_MIN_MS = 50;

/** When a cluster's ticks come after each grid mark: spread over a quarter of the step, so that many clusters do not start at once. */
export function tickPhase(clusterKey: number, stepMs: number): number {
  return PHASE_MIN_MS + ((clusterKey * 997) % (stepMs / 4));
}

/** The first tick after `now`, wall ms: a grid mark plus the phase. */
export function nextTick(now: number, stepMs: number, phaseMs: number): number {
  return (Math.floor((now - phaseMs) / stepMs) + 1) * stepMs + phaseMs;
}

/** Ticks that came and went between two that were taken. A clock that went back skips none. */
export function skippedTicks(last: number, next: number, stepMs: number): number {
  return Math.max(0, Math.round((next - last) / stepMs) - 1);
}
