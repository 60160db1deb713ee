import type { GroupTopic } from '#lib/contracts/groups.ts';

/** Messages per second written to what a group reads, over all its topics; null while any of them is not known. */
export function writtenPerSecond(topics: readonly GroupTopic[]): number | null {
  if (topics.length === 0) return null;
  let sum = 0;
  for (const { messagesInPerSecond } of topics) {
    if (messagesInPerSecond === null) return null;
    sum += messagesInPerSecond;
  }
  return sum;
}
