import { faultItem, faultOf, okItem } from '../fault.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeTopicPartitions } from '../wire/apis/describe-topic-partitions.ts';
import { MalformedResponseError } from '../wire/malformed-response-error.ts';
import type { AdminContext } from './context.ts';
import type { EligibleReplicas, Item } from './port.ts';

/** Partitions in one answer: what a broker gives at most by default. A topic has at least one, so more names than that are in no page. */
const PAGE_MAX = 2_000;

type Answer = ReturnType<typeof describeTopicPartitions.response.read>;
type Cursor = Answer['nextCursor'];

/** What a page tells; topics with an error (gone, hidden) tell nothing. */
function eligibleOf(topics: Answer['topics']): EligibleReplicas[] {
  return topics.flatMap(({ name, errorCode, partitions }) =>
    name === null || errorCode !== 0
      ? []
      : partitions.map((partition) => ({
          topic: name,
          partition: partition.partitionIndex,
          eligible: partition.eligibleLeaderReplicas,
          lastKnownEligible: partition.lastKnownElr,
        })),
  );
}

/** Throws when the broker's next page would not lead further, for then asking would never end. */
function checkProgress(from: Cursor, to: NonNullable<Cursor>): void {
  const isLater =
    from === null ||
    to.topicName > from.topicName ||
    (to.topicName === from.topicName && to.partitionIndex > from.partitionIndex);
  if (!isLater) throw new MalformedResponseError('DescribeTopicPartitions: the next page begins where this one did');
}

/** Reads page after page; names before the cursor are left out of the next request, for they would be sent in vain. */
async function readPages(context: AdminContext, names: readonly string[], deadline: Deadline): Promise<EligibleReplicas[]> {
  const told: EligibleReplicas[] = [];
  let cursor: Cursor = null;
  let position = 0;
  // No names at all would mean "all topics".
  while (position < names.length) {
    const topics = names.slice(position, position + PAGE_MAX).map((name) => ({ name }));
    const request: ReturnType<typeof describeTopicPartitions.request.read> = { topics, responsePartitionLimit: PAGE_MAX, cursor };
    const body: Answer = (await context.router.askAny(describeTopicPartitions, request, deadline)).body;
    for (const row of eligibleOf(body.topics)) told.push(row);
    const next: Cursor = body.nextCursor;
    if (next === null) position += topics.length;
    else {
      checkProgress(cursor, next);
      while (position < names.length && (names[position] ?? '') < next.topicName) position += 1;
    }
    cursor = next;
  }
  return told;
}

/** Eligible replicas of topics; a fault when one of the pages could not be read. */
export async function readEligibleReplicas(
  context: AdminContext,
  topics: readonly string[],
  deadline: Deadline,
): Promise<Item<readonly EligibleReplicas[]>> {
  try {
    return okItem(await readPages(context, [...new Set(topics)].sort(), deadline));
  } catch (error) {
    return faultItem(faultOf(error, null));
  }
}
