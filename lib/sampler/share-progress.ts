import type { Fault } from '#lib/contracts/common.ts';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { Item, SharePartition } from '#lib/kafka/admin/port.ts';
import type { ShareEntry } from '#lib/store/snapshot/types.ts';
import type { CurrentGroup } from './derive-group-list.ts';
import { contractFault, contractFaultOrNull } from './names.ts';
import type { Pass } from './pass.ts';

/** The last reading of a share group's progress. */
export interface ReadShare {
  readAtMs: number;
  item: Item<readonly SharePartition[]>;
}

/** Progress by share group: newly read ones replace old ones, those of gone groups drop out. */
export function carryShares(
  previous: ReadonlyMap<string, ReadShare>,
  groups: readonly CurrentGroup[],
  pass: Pick<Pass, 'shareOffsets' | 'startedAtMs'>,
): ReadonlyMap<string, ReadShare> {
  const shares = new Map<string, ReadShare>();
  for (const { listing } of groups) {
    const item = pass.shareOffsets?.get(listing.groupId);
    const known = item === undefined ? previous.get(listing.groupId) : { readAtMs: pass.startedAtMs, item };
    if (known !== undefined) shares.set(listing.groupId, known);
  }
  return shares;
}

/** Partitions on which a share group has begun: the coordinator lists others of its topics without a start. */
function begun(item: Item<readonly SharePartition[]>): readonly SharePartition[] {
  return item.ok ? item.value.filter(({ startOffset, fault }) => startOffset !== null || fault !== null) : [];
}

type Summed = Pick<GroupSummary, 'topics' | 'partitions' | 'lag' | 'maxLag' | 'maxLagPartition'> & { fault: Fault | null };

/** What the row of a share group says instead of commits: the lag its coordinator tells. null for groups whose progress was never read. */
export function shareSummary(share: ReadShare | undefined): Summed | null {
  if (share === undefined) return null;
  const { item } = share;
  const partitions = begun(item);
  const known = partitions.flatMap(({ topic, partition, lag }) => (lag === null ? [] : [{ topic, partition, lag }]));
  const [first, ...rest] = known;
  const worst = first && rest.reduce((most, row) => (row.lag > most.lag ? row : most), first);
  return {
    topics: new Set(partitions.map(({ topic }) => topic)).size,
    partitions: partitions.length,
    lag: {
      value: known.length === 0 ? null : known.reduce((sum, { lag }) => sum + lag, 0n).toString(),
      known: known.length,
      total: partitions.length,
    },
    maxLag: worst?.lag.toString() ?? null,
    maxLagPartition: worst === undefined ? null : { topic: worst.topic, partition: worst.partition },
    fault: item.ok ? null : contractFault(item.fault),
  };
}

/** The stored form of a share group's progress; null when it was never read. */
export function shareEntry(share: ReadShare | undefined): ShareEntry | null {
  if (share === undefined) return null;
  return {
    readAt: new Date(share.readAtMs).toISOString(),
    fault: share.item.ok ? null : contractFault(share.item.fault),
    partitions: begun(share.item).map(({ topic, partition, startOffset, lag, fault }) => ({
      topic,
      partition,
      startOffset: startOffset?.toString() ?? null,
      lag: lag?.toString() ?? null,
      fault: contractFaultOrNull(fault),
    })),
  };
}
