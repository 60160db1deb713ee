/** How often the loop is looked at. */
const EVERY_MS = 50;

/** Watches whether this process itself was held up: by long work of its own, by the machine, or by SIGSTOP. */
export class LoopWatch {
  readonly #monotonic: () => number;
  readonly #timer: NodeJS.Timeout;
  /** When the timer fired last. */
  #beatAt: number;
  /** Delays worth remembering, in order of time. */
  readonly #delays: { at: number; ms: number }[] = [];

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
    this.#beatAt = monotonic();
    this.#timer = setInterval(() => this.#beat(), EVERY_MS);
    this.#timer.unref();
  }

  /** The longest delay of the event loop since monotonic `since`, milliseconds; the one that is just ending counts too. */
  longestSince(since: number): number {
    while ((this.#delays[0]?.at ?? Infinity) < since) this.#delays.shift();
    const current = Math.max(0, this.#monotonic() - this.#beatAt - EVERY_MS);
    return this.#delays.reduce((longest, { ms }) => Math.max(longest, ms), current);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    const now = this.#monotonic();
    const ms = Math.max(0, now - this.#beatAt - EVERY_MS);
    this.#beatAt = now;
    // Bounded even when nobody asks: later delays matter more than earlier ones.
    if (this.#delays.push({ at: now, ms }) > 2_000) this.#delays.shift();
  }
}
