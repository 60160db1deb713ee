import type { Clock } from '#lib/core/clock.ts';
import { errorMessage } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { readDatabaseTime } from '#lib/store/database-time.ts';
import type { Database } from '#lib/store/database.ts';
import { wait } from './wait.ts';

const EVERY_MS = 5_000;
/** This machine's clock is believed while it is no further than this from the database's. */
const BELIEVED_MS = 2_000;
/** An answer that took longer than this says too little about the moment it was made. */
const ROUND_TRIP_MAX_MS = 2_000;

/**
 * The time that stands in stored rows. It is this machine's, as long as it agrees with the database's; when it does not, it is the database's, by which all ages are told.
 * Between two comparisons it runs on by the monotonic clock, so that a wall clock that jumps neither tears a hole into the series nor writes a pass into tomorrow.
 */
export class DatabaseClock implements Clock {
  readonly #db: Pick<Database, 'pool'>;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** True time at a monotonic moment. */
  #anchor: { timeMs: number; wallMs: number; at: number };
  #skewMs: number | null = null;
  #comparing: Promise<void> | null = null;

  constructor(db: Pick<Database, 'pool'>, clock: Clock, logger: Logger) {
    this.#db = db;
    this.#clock = clock;
    this.#logger = logger;
    const wallMs = clock.now();
    this.#anchor = { timeMs: wallMs, wallMs, at: clock.monotonic() };
  }

  /** Whole milliseconds, as every clock's: rows and records take nothing finer, while the monotonic clock runs in fractions. */
  now(): number {
    // A jump of the wall clock since the last comparison is not believed; its small corrections are not missed for long.
    return Math.round(this.#anchor.timeMs + (this.#clock.monotonic() - this.#anchor.at));
  }

  monotonic(): number {
    return this.#clock.monotonic();
  }

  /** The database's clock minus this machine's as of the last comparison, ms; null before the first. */
  get skewMs(): number | null {
    return this.#skewMs;
  }

  /** Compares at once when none was made yet or the wall clock has jumped since; before rows are stamped. While the database is away the time runs on as it was. */
  async settle(): Promise<void> {
    const { wallMs, at } = this.#anchor;
    const jumpMs = this.#clock.now() - wallMs - (this.#clock.monotonic() - at);
    if (this.#skewMs === null || Math.abs(jumpMs) > BELIEVED_MS) await this.#compare();
  }

  /** Compares every few seconds until `ended`. Never rejects. */
  async follow(ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await this.#compare();
      await wait(EVERY_MS, ended);
    }
  }

  #compare(): Promise<void> {
    this.#comparing ??= this.#ask().finally(() => {
      this.#comparing = null;
    });
    return this.#comparing;
  }

  async #ask(): Promise<void> {
    const askedAt = this.#clock.monotonic();
    let databaseMs: number;
    try {
      databaseMs = await readDatabaseTime(this.#db);
    } catch (error) {
      this.#logger.debug({ reason: errorMessage(error) }, 'the clocks could not be compared');
      return;
    }
    const at = this.#clock.monotonic();
    const wallMs = this.#clock.now();
    if (at - askedAt > ROUND_TRIP_MAX_MS) return;
    // The answer was made about half a round trip ago.
    const trueMs = databaseMs + (at - askedAt) / 2;
    const before = this.#skewMs ?? 0;
    this.#skewMs = trueMs - wallMs;
    const isBelieved = Math.abs(this.#skewMs) <= BELIEVED_MS;
    if (!isBelieved && Math.abs(before) <= BELIEVED_MS) {
      this.#logger.warn(
        { skewMs: Math.round(this.#skewMs) },
        'this machine’s clock differs from the database’s, which is taken instead',
      );
    }
    this.#anchor = { timeMs: isBelieved ? wallMs : trueMs, wallMs, at };
  }
}
