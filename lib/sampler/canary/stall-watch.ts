/** How often the watch looks. */
const BEAT_MS = 20;
/** A process that stood still for longer measures itself, not the cluster. */
const STALL_MS = 50;
/** Stalls remembered: samples may have begun up to twenty seconds before they end. */
const REMEMBERED_MS = 60_000;

/**
 * Remembers when this process stood still: a long computation, garbage collection, or no processor to run on. Looked at beat by beat and not as a percentile over
 * seconds, so that one long stall among many short beats is not overlooked, and spoils only the samples that ran through it. Times are monotonic ms.
 */
export class StallWatch {
  #lastBeat: number;
  #stalls: { from: number; to: number }[] = [];

  constructor(now: number) {
    this.#lastBeat = now;
  }

  /** Beats by itself until the returned function is called. */
  start(monotonic: () => number): () => void {
    const timer = setInterval(() => this.beat(monotonic()), BEAT_MS);
    // The watch alone keeps no process alive.
    timer.unref();
    return () => clearInterval(timer);
  }

  /** The event loop runs now. */
  beat(now: number): void {
    if (now - this.#lastBeat - BEAT_MS > STALL_MS) this.#stalls.push({ from: this.#lastBeat, to: now });
    this.#lastBeat = now;
    while ((this.#stalls[0]?.to ?? now) < now - REMEMBERED_MS) this.#stalls.shift();
  }

  /** For how long the process stood still between the two, milliseconds. */
  stalledMs(from: number, to: number): number {
    return this.#stalls.reduce((sum, stall) => sum + Math.max(0, Math.min(to, stall.to) - Math.max(from, stall.from)), 0);
  }
}
