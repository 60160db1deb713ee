import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import { deleteTopic, showOffsets } from './commands.ts';
import type { ClusterFacts, TopicFacts } from './facts.ts';
import { evidence, finding } from './finding.ts';

/** A topic nobody has written to for this long is stale. */
const STALE_MS = 7 * 86_400_000;

/** Whether anybody writes to the topic and reads it. Nothing is said of Kafka's own topics and of Farol's. */
export function useFindings(facts: TopicFacts, cluster: ClusterFacts): AdviceFinding[] {
  const { topic, course } = facts;
  if (topic.internal || topic.name === CANARY_TOPIC || topic.fault !== null) return [];
  const watched = course?.watchedSinceMs ?? null;
  const watchedEvidence = watched === null ? [] : [evidence('watched', 'span', (cluster.passMs - watched) / 1000)];
  const { value: held, known, total } = topic.offsetsHeld;
  if (held === '0' && known === total && topic.messagesInPerSecond.value === 0) {
    return [
      finding('empty_topic', {
        severity: 'note',
        topic: topic.name,
        evidence: [evidence('partitions', 'count', topic.partitions), ...watchedEvidence],
        commands: [showOffsets(topic.name), deleteTopic(topic.name)],
      }),
    ];
  }
  return [unread(facts), stale(facts, cluster)].flatMap((found) => found ?? []);
}

function unread({ topic, course }: TopicFacts): AdviceFinding | null {
  const rate = course?.meanRate ?? topic.messagesInPerSecond.value;
  if (topic.groups > 0 || rate === null || rate <= 0) return null;
  return finding('unread', {
    severity: 'note',
    topic: topic.name,
    evidence: [
      evidence('rate', 'rate', rate),
      ...(topic.sizeBytes === null ? [] : [evidence('size', 'bytes', topic.sizeBytes)]),
      evidence('groups', 'count', 0),
    ],
    commands: ['kafka-consumer-groups.sh --bootstrap-server "$BOOTSTRAP" --describe --all-groups', showOffsets(topic.name)],
  });
}

function stale({ topic, course }: TopicFacts, cluster: ClusterFacts): AdviceFinding | null {
  if (course === null || course.watchedSinceMs === null || topic.messagesInPerSecond.value !== 0) return null;
  const quietSinceMs = course.lastProducedMs ?? course.watchedSinceMs;
  if (cluster.passMs - quietSinceMs < STALE_MS) return null;
  return finding('stale_topic', {
    severity: 'note',
    topic: topic.name,
    evidence: [
      evidence('quiet', 'span', (cluster.passMs - quietSinceMs) / 1000),
      ...(topic.sizeBytes === null ? [] : [evidence('size', 'bytes', topic.sizeBytes)]),
      evidence('groups', 'count', topic.groups),
    ],
    commands: [showOffsets(topic.name), deleteTopic(topic.name)],
  });
}
