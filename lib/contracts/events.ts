import { z } from 'zod';
import { IsoTime } from './common.ts';
import { EVENT_KINDS } from './event-kinds.ts';

export const EventKind = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof EventKind>;

/** What an event is about: the cluster itself, or one broker (by node id), topic or group. */
export const EventScope = z.object({ kind: z.enum(['cluster', 'broker', 'topic', 'group']), name: z.string() });
export type EventScope = z.infer<typeof EventScope>;

/** One value of an event: counts as numbers, 64-bit numbers and names as strings, lists cut to a few names. null = not known. */
const EventValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);
export type EventValue = z.infer<typeof EventValue>;

/** Longest text of a mark. */
export const MARK_TEXT_MAX = 200;

export const ClusterEvent = z.object({
  /** Unique within the cluster. */
  id: z.string(),
  /** When Farol saw it: the start of the pass, or the moment a mark names. What happened lies between this pass and the one before. */
  at: IsoTime,
  kind: EventKind,
  scope: EventScope,
  /** Values for the sentence, by kind: see the documentation of the time line. Cluster-supplied text is never interpreted. */
  detail: z.record(z.string(), EventValue),
});
export type ClusterEvent = z.infer<typeof ClusterEvent>;

export const EventList = z.object({
  /** Newest first. */
  data: z.array(ClusterEvent),
  meta: z.object({ nextCursor: z.string().nullable() }),
});
export type EventList = z.infer<typeof EventList>;

/** Which events to read. Kinds and places narrow together; times are half-open: `from` ≤ at < `to`. */
export const EventQuery = z.object({
  from: IsoTime.optional(),
  to: IsoTime.optional(),
  /** Kinds, separated by commas. */
  kind: z
    .string()
    .max(600)
    .transform((text) => text.split(','))
    .pipe(z.array(EventKind).max(EVENT_KINDS.length))
    .optional(),
  group: z.string().max(300).optional(),
  topic: z.string().min(1).max(249).optional(),
  broker: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  /** As long as the longest name that an event bears makes it. */
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type EventQuery = z.infer<typeof EventQuery>;

/** A mark on the time line: a deployment, a change of settings, the start of a test. */
export const EventCreate = z.object({
  text: z.string().trim().min(1).max(MARK_TEXT_MAX),
  /** When it happened; now when left out. At most a day back, and not ahead. */
  at: IsoTime.optional(),
  /** What it is about; the cluster when left out. */
  scope: z
    .object({ kind: z.enum(['cluster', 'broker', 'topic', 'group']), name: z.string().max(300) })
    .strict()
    .optional(),
});
export type EventCreate = z.infer<typeof EventCreate>;
