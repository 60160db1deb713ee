import { createHash } from 'node:crypto';
import type { EventKind, EventScope, EventValue } from '#lib/contracts/events.ts';
import { touchOf, type NewEvent } from '#lib/store/events/types.ts';

/** Events one pass may write. A cluster in turmoil must not bury its own time line, nor a hostile one fill the disk. */
const EVENTS_MAX = 500;
/** Events that may come at once before the time line gets no more than `PER_SECOND`: some passes of turmoil in full. */
export const SPARE_MAX = 3_000;
/** What a cluster that is never at rest may add in the long run: events are kept for months. */
const PER_SECOND = 1;
/** Events of one kind in one pass; the rest becomes one event that counts them. */
const KIND_MAX = 40;
/** Places on whose time line one event stands. */
const TOUCHES_MAX = 200;
/** Names that one event tells. */
export const NAMES_MAX = 10;
/** Longest name or text that is stored; group ids may have 32,767 characters. */
const TEXT_MAX = 300;

/** What happened, before it is bounded and numbered. */
export interface EventDraft {
  kind: EventKind;
  scope: EventScope;
  /** Further brokers, topics and groups on whose time line it stands. */
  touches?: Iterable<EventScope>;
  detail: Record<string, EventValue>;
  /** What tells it from other events of its kind and scope in the same pass. */
  key?: string;
}

/** The cluster as the scope of an event. */
export const CLUSTER: EventScope = { kind: 'cluster', name: '' };

export const broker = (nodeId: number): EventScope => ({ kind: 'broker', name: String(nodeId) });
export const topic = (name: string): EventScope => ({ kind: 'topic', name });
export const group = (name: string): EventScope => ({ kind: 'group', name });

/** The first names of many, bounded. */
export function fewNames(names: Iterable<string>): string[] {
  const few: string[] = [];
  for (const name of names) {
    if (few.length === NAMES_MAX) break;
    few.push(cut(name));
  }
  return few;
}

/** How many events may be told so many milliseconds after `spare` could be. */
export function spareAfter(spare: number, elapsedMs: number): number {
  return Math.min(SPARE_MAX, spare + (PER_SECOND * Math.max(0, elapsedMs)) / 1000);
}

/** The drafts of one pass as they are stored: in their order, at most `KIND_MAX` of a kind and `EVENTS_MAX` (or `spare`) in all, but one of each kind; what is beyond is counted by kind. */
export function boundEvents(drafts: readonly EventDraft[], atMs: number, spare = SPARE_MAX): NewEvent[] {
  const counts = new Map<EventKind, number>();
  for (const { kind } of drafts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let most = KIND_MAX;
  const size = () => [...counts.values()].reduce((sum, count) => sum + (count > most ? most + 1 : count), 0);
  while (size() > Math.min(EVENTS_MAX, spare) && most > 1) most = Math.floor(most / 2);

  const taken = new Map<EventKind, number>();
  const kept: EventDraft[] = [];
  for (const draft of drafts) {
    const already = taken.get(draft.kind) ?? 0;
    taken.set(draft.kind, already + 1);
    if (already < most) kept.push(draft);
  }
  for (const [kind, count] of counts) {
    if (count > most) kept.push({ kind: 'more', scope: CLUSTER, detail: { of: kind, count: count - most }, key: kind });
  }
  return kept.map((draft, seq) => stored(draft, seq, atMs));
}

function stored(draft: EventDraft, seq: number, atMs: number): NewEvent {
  const scope = { kind: draft.scope.kind, name: cut(draft.scope.name) };
  const touches = new Set([touchOf(scope.kind, scope.name)]);
  for (const place of draft.touches ?? []) {
    if (touches.size === TOUCHES_MAX) break;
    touches.add(touchOf(place.kind, cut(place.name)));
  }
  return {
    atMs,
    seq,
    dedupe: dedupeOf(draft),
    kind: draft.kind,
    scope,
    touches: [...touches],
    detail: Object.fromEntries(Object.entries(draft.detail).map(([name, value]) => [name, bounded(value)])),
  };
}

function dedupeOf({ kind, scope, key }: EventDraft): string {
  const whole = `${kind} ${scope.kind} ${scope.name} ${key ?? ''}`;
  // An index entry has a largest size; two long names with one beginning must still stay apart.
  return whole.length <= TEXT_MAX ? whole : `${kind} ${createHash('sha256').update(whole).digest('base64url')}`;
}

function bounded(value: EventValue): EventValue {
  if (typeof value === 'string') return cut(value);
  return Array.isArray(value) ? value.slice(0, NAMES_MAX).map(cut) : value;
}

function cut(text: string): string {
  return text.length <= TEXT_MAX ? text : text.slice(0, TEXT_MAX);
}
