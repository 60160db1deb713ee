import type { ClusterEvent } from '#lib/contracts/events.ts';
import { familyOf, type EventFamily } from './event-families.ts';

/** One place on the time axis with what happened there. */
export interface MarkGroup {
  /** First event's id: stable while events come in behind it. */
  id: string;
  /** Epoch ms: of the only event, or the middle of several. */
  at: number;
  /** Oldest first. */
  events: ClusterEvent[];
  /** The family they share; null for a mixture. */
  family: EventFamily | null;
}

/**
 * Puts events on the time axis, oldest first, those nearer than `nearMs` to the first of their group together, so that no mark covers another.
 * Each event once, those outside of [from, to) not at all.
 */
export function groupMarks(events: readonly ClusterEvent[], window: { from: number; to: number }, nearMs: number): MarkGroup[] {
  const seen = new Set<string>();
  const inside = events
    .map((event) => ({ event, at: Date.parse(event.at) }))
    .filter(({ event, at }) => {
      if (!(at >= window.from && at < window.to) || seen.has(event.id)) return false;
      seen.add(event.id);
      return true;
    })
    .sort((a, b) => a.at - b.at);
  const groups: { first: number; last: number; events: ClusterEvent[] }[] = [];
  for (const { event, at } of inside) {
    const open = groups.at(-1);
    if (open !== undefined && at - open.first < nearMs) {
      open.events.push(event);
      open.last = at;
    } else groups.push({ first: at, last: at, events: [event] });
  }
  return groups.map(({ first, last, events: together }) => {
    const families = new Set(together.map(({ kind }) => familyOf(kind)));
    const [family = null] = families.size === 1 ? families : [];
    return { id: together[0]?.id ?? '', at: (first + last) / 2, events: together, family };
  });
}
