import type { NewEvent } from '#lib/store/events/types.ts';
import type { DerivedPass } from './derive-pass.ts';
import { brokerEvents } from './events/broker-events.ts';
import { commitEvents, type CommitsBefore } from './events/commit-events.ts';
import type { EventBaseline } from './events/event-baseline.ts';
import { SPARE_MAX, boundEvents, spareAfter, type EventDraft } from './events/event-draft.ts';
import { groupEvents } from './events/group-events.ts';
import { topicEvents } from './events/topic-events.ts';

/** After so long without a pass an event says since when nobody looked: it may have happened at any time since. */
const GAP_MS = 60_000;
const NONE: ReadonlySet<string> = new Set();

export interface EventInput {
  derived: DerivedPass;
  /** What was known before this pass; null when nothing was: then nothing is told, only learnt. */
  baseline: EventBaseline | null;
  /** Commits of the pass before; null when there was none in this process. */
  commits: CommitsBefore | null;
  /** Topics that this listing lacks but that are not gone: see `missingTopics`. Absent = none is known of. */
  missing?: ReadonlySet<string>;
}

/**
 * What happened between what was known and this pass, and what is known from now on.
 * Something unknown never makes an event: whoever did not answer stays as last seen, and is compared with that when it answers again.
 */
export function deriveEvents({ derived, baseline, commits, missing }: EventInput): {
  events: NewEvent[];
  baseline: EventBaseline;
} {
  const { drafts: ofBrokers, ...brokers } = brokerEvents(baseline, derived);
  const { drafts: ofTopics, ...topics } = topicEvents(baseline, derived, missing ?? NONE);
  const { drafts: ofGroups, ...groups } = groupEvents(baseline, derived);
  const ofCommits = commitEvents(baseline, derived, commits);
  const atMs = derived.pass.startedAtMs;
  const drafts = [...ofBrokers, ...ofTopics, ...ofGroups, ...ofCommits];
  const isGap = baseline !== null && atMs - baseline.seenAtMs > GAP_MS;
  const spare = baseline === null ? SPARE_MAX : spareAfter(baseline.spare, atMs - baseline.seenAtMs);
  const events = boundEvents(isGap ? drafts.map((draft) => ofGap(draft, baseline.seenAtMs)) : drafts, atMs, spare);
  return {
    events,
    baseline: { seenAtMs: atMs, ...brokers, ...topics, ...groups, spare: Math.max(0, spare - events.length) },
  };
}

function ofGap(draft: EventDraft, sinceMs: number): EventDraft {
  return { ...draft, detail: { ...draft.detail, unseenSince: new Date(sinceMs).toISOString() } };
}
