import type { ListQuery } from '#lib/contracts/common.ts';
import type { GroupList, GroupSummary } from '#lib/contracts/groups.ts';
import { listPage, type ListShape, type SortValue } from '#lib/core/list-page.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';

const exact = (text: string | null): SortValue => (text === null ? null : BigInt(text));

const SHAPE: ListShape<GroupSummary> = {
  key: (group) => group.groupId,
  text: (group) => group.groupId,
  defaultSort: 'groupId',
  columns: {
    groupId: (group) => group.groupId,
    kind: (group) => group.kind,
    state: (group) => group.state,
    coordinator: (group) => group.coordinator,
    members: (group) => group.members,
    topics: (group) => group.topics,
    partitions: (group) => group.partitions,
    lag: (group) => exact(group.lag.value),
    maxLag: (group) => exact(group.maxLag),
    lostPartitions: (group) => group.lostPartitions,
    aheadPartitions: (group) => group.aheadPartitions,
    messagesOutPerSecond: (group) => group.messagesOutPerSecond.value,
    messagesInPerSecond: (group) => group.messagesInPerSecond ?? null,
    verdict: (group) => group.verdict?.code ?? null,
    secondsBehind: (group) => group.secondsBehind?.point ?? group.secondsBehind?.lower ?? null,
    retentionHeadroomSeconds: (group) => group.retentionHeadroomSeconds,
    lastCommitAt: (group) => group.lastCommitAt,
  },
};

/** One page of the groups as of the last pass. Never asks Kafka. Before the first pass the list is empty and `meta.pass` is null. */
export async function listGroups(db: Pick<Database, 'pool'>, clusterKey: number, query: ListQuery): Promise<GroupList> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['groups']);
  const { rows, total, nextCursor } = listPage(parts.groups ?? [], query, SHAPE);
  return { data: rows, meta: { total, nextCursor, pass: passInfo(pass) } };
}
