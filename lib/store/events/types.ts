import type { EventKind, EventScope, EventValue } from '#lib/contracts/events.ts';

/** An event as it is written. */
export interface NewEvent {
  /** Wall ms: start of the pass that saw it, or the moment a mark names. */
  atMs: number;
  /** Place among the events of the same moment. */
  seq: number;
  /** Unique among the events of a cluster at that moment: writing the same one again adds nothing. */
  dedupe: string;
  kind: EventKind;
  scope: EventScope;
  /** Everything on whose time line it stands, as `touchOf` writes it, its own scope included. */
  touches: readonly string[];
  detail: Readonly<Record<string, EventValue>>;
}

/** How `touches` names a thing. */
export function touchOf(kind: EventScope['kind'], name: string): string {
  return `${kind}:${storable(name)}`;
}

/** A text as PostgreSQL can hold it: Kafka allows names with NUL characters and half surrogate pairs, which `text` and `jsonb` refuse. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
