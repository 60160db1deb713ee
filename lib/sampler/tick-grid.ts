/** Ticks stand this far behind the grid mark at least, so that a timer that fires a little early still falls into its own slot. */
const PHASE_MIN_MS = 50;

/** When a cluster's ticks come after each grid mark: spread over a quarter of the step, so that many clusters do not start at once. */
export function tickPhase(clusterKey: number, stepMs: number): number {
  return PHASE_MIN_MS + ((clusterKey * 997) % (stepMs / 4));
}

/** The first tick after `now` that falls into a later slot than the pass started at `lastStart`, wall ms: a grid mark plus the phase. */
export function nextTick(now: number, lastStart: number, stepMs: number, phaseMs: number): number {
  const after = (time: number) => (Math.floor((time - phaseMs) / stepMs) + 1) * stepMs + phaseMs;
  const next = after(now);
  const isSameSlot = Math.floor(next / stepMs) === Math.floor(lastStart / stepMs);
  return isSameSlot ? next + stepMs : next;
}

/** Ticks that came and went between two that were taken. A clock that went back skips none. */
export function skippedTicks(last: number, next: number, stepMs: number): number {
  return Math.max(0, Math.round((next - last) / stepMs) - 1);
}
