import type { TopicDetail, TopicPartition } from '#lib/contracts/topics.ts';
import { isKnown } from '#lib/core/format.ts';

/** Offsets a partition holds: end − start; null when either is unknown. Not messages: compaction and transactions leave holes. */
export function offsetsHeld(partition: TopicPartition): string | null {
  const { startOffset, endOffset } = partition;
  return startOffset === null || endOffset === null ? null : (BigInt(endOffset) - BigInt(startOffset)).toString();
}

/** Rate of a partition against the mean of all, 1 = fair; null while any part of the topic's rate is unknown or nothing arrives. */
export function skewOfPartition(partition: TopicPartition, detail: TopicDetail): number | null {
  const share = shareOfTopic(partition, detail);
  return share === null ? null : share * detail.partitions.length;
}

/** The broker that is preferred as leader, where another one leads; null when all is in place or not known. */
export function preferredInstead({ leader, replicas }: Pick<TopicPartition, 'leader' | 'replicas'>): number | null {
  const preferred = replicas[0];
  return leader === null || preferred === undefined || leader === preferred ? null : preferred;
}

/** Share of a partition in the whole topic's rate; null while any part of it is unknown or nothing arrives. */
export function shareOfTopic(partition: TopicPartition, detail: TopicDetail): number | null {
  const { value, known, total } = detail.topic.messagesInPerSecond;
  if (partition.messagesInPerSecond === null || !isKnown(value) || known < total || value <= 0) return null;
  return partition.messagesInPerSecond / value;
}
