import type { TopicTopology } from '#lib/kafka/admin/port.ts';

/** The stored key of a topic: its id, or its name on brokers that have none. */
export function topicKey(topic: Pick<TopicTopology, 'topicId' | 'name'>): string {
  return topic.topicId ?? `name:${topic.name}`;
}
