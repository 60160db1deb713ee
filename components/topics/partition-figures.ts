import type { TopicDetail, TopicPartition } from '#lib/contracts/topics.ts';
import { isKnown } from '#lib/core/format.ts';

/** Offsets a partition holds: end − start; null when either is unknown. Not messages: compaction and transactions leave holes. */
export function offsetsHeld(partition: TopicPartition): string | null {
  const { startOffset, endOffset } = partition;
  return startOffset === null || endOffset === null ? null : (BigInt(endOffset) - BigInt(startOffset)).toString();
}

/** Share of a partition in the whole topic's rate; null while any part of it is unknown or nothing arrives. */
export function shareOfTopic(partition: TopicPartition, detail: TopicDetail): number | null {
  const { value, known, total } = detail.topic.messagesInPerSecond;
  if (partition.messagesInPerSecond === null || !isKnown(value) || known < total || value <= 0) return null;
  return partition.messagesInPerSecond / value;
}
