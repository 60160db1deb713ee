import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { Owner } from '#lib/store/series/types.ts';

/** How Kafka names its own topics; decides for those the last pass does not know, such as deleted ones. */
const INTERNAL_PREFIX = '__';

/** The owners without those of Kafka's internal topics. `topics`: what the last pass says of each topic; undefined before the first pass. */
export function dropInternal(
  owners: readonly Owner[],
  topics: readonly Pick<TopicSummary, 'name' | 'internal'>[] | undefined,
): Owner[] {
  const told = new Map(topics?.map(({ name, internal }) => [name, internal]));
  return owners.filter(({ topic }) => topic === undefined || !(told.get(topic) ?? topic.startsWith(INTERNAL_PREFIX)));
}
