import type { PassWindow } from '#lib/contracts/farol.ts';
import type { PassFigures } from '#lib/store/series/pass-figures.ts';

/**
 * The passes of one cluster over [fromMs, nowMs). Ticks are counted from the window's start where passes came before it, else from the first pass: a cluster
 * that was added a minute ago has skipped nothing. The tick that is due now is not missing yet.
 */
export function passWindow(figures: PassFigures, fromMs: number, nowMs: number): PassWindow {
  const head = figures.hadBefore ? missing(figures.firstMs - fromMs, figures.firstStepMs) : 0;
  const tail = missing(nowMs - figures.lastMs - figures.durationMaxMs, figures.lastStepMs);
  const skipped = head + figures.skippedBetween + tail;
  const { lastFault } = figures;
  return {
    passes: figures.passes,
    skipped,
    coverage: figures.passes / (figures.passes + skipped),
    partial: figures.partial,
    failed: figures.failed,
    durationP50Ms: figures.durationP50Ms,
    durationP95Ms: figures.durationP95Ms,
    durationMaxMs: figures.durationMaxMs,
    requestsPerPass: figures.requestsPerPass,
    lastFault: lastFault === null ? null : { at: new Date(lastFault.atMs).toISOString(), fault: lastFault.fault },
  };
}

/** Whole ticks that passed without a pass within a stretch that one pass ends or begins. */
function missing(lengthMs: number, stepMs: number): number {
  return Math.max(0, Math.floor(lengthMs / stepMs) - 1);
}
