import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { Topology } from '#lib/kafka/admin/port.ts';
import { unknownTopic } from './blank-snapshot.ts';
import type { Pass } from './pass.ts';

/** A topic is gone only after so many complete listings without it: an answer of a broker that is still starting may lack some. */
const LISTINGS_BEFORE_GONE = 3;
/** How long a topic that this credential may no longer see is kept: after that long nobody can say that it still exists. */
const HIDDEN_KEPT_MS = 24 * 3_600_000;
/** Missing topics that are asked about by name in one pass. */
const ASKED_MAX = 100;

/**
 * Rows for topics that the last pass still had and this one's listing lacks, by name. They keep their names and history, and every reading of them is unknown.
 * A topic goes after three complete listings in a row without it; one that the cluster refuses to describe by name is hidden from this credential, not deleted, and stays.
 */
export function missingTopics(previous: readonly TopicSummary[], pass: Pass): TopicSummary[] {
  const { topology } = pass;
  const isComplete = isCompleteListing(topology);
  return previous.flatMap((row) => {
    if (topology.topicByName.has(row.name)) return [];
    const since = row.notSeen?.since ?? new Date(pass.startedAtMs).toISOString();
    const passes = (row.notSeen?.passes ?? 0) + (isComplete ? 1 : 0);
    const isHidden = isRefused(row, pass) ?? row.notSeen?.hidden ?? false;
    const isGone = isHidden ? pass.startedAtMs - Date.parse(since) > HIDDEN_KEPT_MS : passes >= LISTINGS_BEFORE_GONE;
    return isGone ? [] : [missingRow(row, { passes, since, hidden: isHidden })];
  });
}

/** The missing topics to ask about by name in the next pass, those of which nothing is known yet first. */
export function askedByName(rows: readonly TopicSummary[]): string[] {
  const missing = rows.filter((row) => row.notSeen !== null);
  if (missing.length > ASKED_MAX) missing.sort((a, b) => Number(a.notSeen?.hidden) - Number(b.notSeen?.hidden));
  return missing.slice(0, ASKED_MAX).map((row) => row.name);
}

/** A broker that has not heard from the controller yet (ZooKeeper mode, while it starts) answers with an empty or partial picture. */
function isCompleteListing(topology: Topology): boolean {
  return topology.controllerId !== null && topology.brokers.length > 0;
}

/**
 * Whether the cluster refused to describe the topic by name, which it does for hidden topics and not for deleted ones; null when it was not asked or did not say.
 * Where Farol never could read the topic's configs the refusal says nothing new.
 */
function isRefused(row: TopicSummary, pass: Pass): boolean | null {
  const item = pass.configs?.get(row.name);
  if (item === undefined || row.cleanupPolicy === null) return null;
  if (item.ok) return null;
  if (item.fault.code === 'TOPIC_AUTHORIZATION_FAILED') return true;
  return item.fault.code === 'UNKNOWN_TOPIC_OR_PARTITION' ? false : null;
}

function missingRow(row: TopicSummary, notSeen: NonNullable<TopicSummary['notSeen']>): TopicSummary {
  const fault = notSeen.hidden
    ? {
        code: 'TOPIC_AUTHORIZATION_FAILED',
        detail: 'The cluster refuses to describe the topic: this credential may no longer see it.',
      }
    : {
        code: 'TOPIC_NOT_SEEN',
        detail:
          'The last listings of the cluster lacked the topic: it was deleted, or the broker that answered is still starting.',
      };
  return { ...unknownTopic(row, fault), notSeen };
}
