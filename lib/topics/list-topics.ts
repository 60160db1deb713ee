import type { ListQuery } from '#lib/contracts/common.ts';
import type { TopicList, TopicSummary } from '#lib/contracts/topics.ts';
import { listPage, type ListShape, type SortValue } from '#lib/core/list-page.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

const exact = (text: string | null): SortValue => (text === null ? null : BigInt(text));

const SHAPE: ListShape<TopicSummary> = {
  key: (topic) => topic.name,
  text: (topic) => topic.name,
  defaultSort: 'name',
  columns: {
    name: (topic) => topic.name,
    internal: (topic) => topic.internal,
    partitions: (topic) => topic.partitions,
    replicationFactor: (topic) => topic.replicationFactor,
    offlinePartitions: (topic) => topic.offlinePartitions,
    underReplicatedPartitions: (topic) => topic.underReplicatedPartitions,
    underMinIsrPartitions: (topic) => topic.underMinIsrPartitions,
    minInsyncReplicas: (topic) => topic.minInsyncReplicas,
    cleanupPolicy: (topic) => topic.cleanupPolicy,
    retentionMs: (topic) => exact(topic.retentionMs),
    messagesInPerSecond: (topic) => topic.messagesInPerSecond.value,
    offsetsHeld: (topic) => exact(topic.offsetsHeld.value),
    sizeBytes: (topic) => exact(topic.sizeBytes),
    lag: (topic) => exact(topic.lag.value),
    groups: (topic) => topic.groups,
    hottestPartitionShare: (topic) => topic.hottestPartitionShare,
  },
};

/** One page of the topics as of the last pass. Never asks Kafka. Before the first pass the list is empty and `meta.pass` is null. */
export async function listTopics(db: Pick<Database, 'pool'>, clusterKey: number, query: ListQuery): Promise<TopicList> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['topics']);
  const { rows, total, nextCursor } = listPage(parts.topics ?? [], query, SHAPE);
  return { data: rows, meta: { total, nextCursor, pass: passInfo(pass) } };
}
