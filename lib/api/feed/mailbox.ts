/** What one reader has not been sent yet. Bounded: a reader that does not keep up loses the events and hears so. */
export class Mailbox<Event> {
  readonly #most: number;
  readonly #lost: Event;
  #events: Event[] = [];
  #wake: (() => void) | null = null;
  #isClosed = false;

  /** `lost` takes the place of everything that was dropped. */
  constructor(most: number, lost: Event) {
    this.#most = most;
    this.#lost = lost;
  }

  put(event: Event): void {
    if (this.#events.length >= this.#most) this.#events = [this.#lost];
    else this.#events.push(event);
    this.#wake?.();
  }

  /** Ends a waiting `take`; nothing is taken afterwards. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** The oldest event; null when none came within `waitMs` or the box was closed. */
  async take(waitMs: number): Promise<Event | null> {
    if (this.#events.length === 0 && !this.#isClosed) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, waitMs);
      });
      clearTimeout(timer);
      this.#wake = null;
    }
    return this.#isClosed ? null : (this.#events.shift() ?? null);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }
}
