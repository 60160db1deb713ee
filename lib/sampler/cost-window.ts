import type { CallCost } from '#lib/kafka/admin/port.ts';
import { costSince } from './take-pass.ts';

/** How far back "requests a second" looks. */
const WINDOW_MS = 300_000;

interface Mark {
  at: number;
  cost: CallCost;
}

/** What Farol has sent to one cluster over the last minutes, by Kafka API. */
export class CostWindow {
  readonly #marks: Mark[] = [];

  /** Notes the counters of now. `at` is monotonic ms. */
  note(cost: CallCost, at: number): void {
    this.#marks.push({ at, cost });
    // The newest mark that is older than the window stays: the window begins there.
    while ((this.#marks[1]?.at ?? at) <= at - WINDOW_MS) this.#marks.shift();
  }

  /** Requests per second by API over the window, the most first; null before two marks. */
  byApi(): { api: string; requestsPerSecond: number }[] | null {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return null;
    const seconds = (last.at - first.at) / 1000;
    return Object.entries(costSince(first.cost, last.cost).requestsByApi)
      .map(([api, count]) => ({ api, requestsPerSecond: Math.round((count / seconds) * 10_000) / 10_000 }))
      .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond || (a.api < b.api ? -1 : 1));
  }

  /** Requests per second over everything since the mark before the last; null before two marks. */
  lastRate(): number | null {
    const before = this.#marks.at(-2);
    const last = this.#marks.at(-1);
    if (before === undefined || last === undefined || last.at <= before.at) return null;
    return (last.cost.requests - before.cost.requests) / ((last.at - before.at) / 1000);
  }
}
