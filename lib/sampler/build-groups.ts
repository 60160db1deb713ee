import type { GroupSummary } from '#lib/contracts/groups.ts';
import { outlookFields } from './build-standings.ts';
import { coveredRate, coveredSum } from './covered.ts';
import type { DerivedPass } from './derive-pass.ts';
import { contractFaultOrNull } from './names.ts';
import { shareSummary } from './share-progress.ts';

/** One row per group that exists or may exist, by id. */
export function buildGroups(derived: DerivedPass): GroupSummary[] {
  const { commits, columns, lag, pass } = derived;
  const { byGroup } = commits;
  return commits.groups.map((group, g) => {
    const { listing } = group;
    const total = byGroup.total[g] ?? 0;
    const maxLag = commits.maxLag[g] ?? NaN;
    const at = commits.maxLagAt[g] ?? -1;
    const topic = at < 0 ? undefined : pass.topology.topics[columns.topicOf[at] ?? -1];
    return {
      groupId: listing.groupId,
      kind: kindOf(derived, g),
      state: listing.state,
      coordinator: group.fault === null ? listing.coordinator : null,
      fault: contractFaultOrNull(commits.faults[g] ?? null),
      members: membersOf(derived, g),
      topics: commits.topicsOfGroup[g] ?? 0,
      partitions: total,
      lag: coveredSum(byGroup.lag.get(g), byGroup.lagKnown[g] ?? 0, total),
      maxLag: Number.isNaN(maxLag) ? null : (commits.maxLagWide.get(g) ?? BigInt(maxLag)).toString(),
      maxLagPartition: topic === undefined ? null : { topic: topic.name, partition: at - topic.base },
      lostPartitions: commits.lost[g] ?? 0,
      aheadPartitions: commits.ahead[g] ?? 0,
      messagesOutPerSecond: coveredRate(byGroup.out[g] ?? 0, byGroup.outKnown[g] ?? 0, total),
      messagesInPerSecond: roundedOrNull(lag.groupOutlooks[g]?.produced),
      verdict: lag.groupVerdicts[g] ?? null,
      secondsBehind: lag.byGroup.seconds(g),
      ...outlookFields(lag.groupOutlooks[g]),
      // Share groups commit nothing: their coordinator tells how far they are.
      ...(listing.kind === 'share' && group.fault === null ? shareSummary(derived.shares.get(listing.groupId)) : null),
    };
  });
}

/** A rate to two decimals; null when not known. */
function roundedOrNull(rate: number | null | undefined): number | null {
  return rate === null || rate === undefined || !Number.isFinite(rate) ? null : Math.round(rate * 100) / 100;
}

/** Members of a group: from its last description, or none where its state says so; null = not known. */
export function membersOf(derived: DerivedPass, g: number): number | null {
  const listing = derived.commits.groups[g]?.listing;
  if (listing === undefined || listing.state === null) return null;
  if (listing.state === 'Empty' || listing.state === 'Dead') return 0;
  const described = derived.descriptions.get(listing.groupId);
  return described?.item.ok ? described.item.value.members.length : null;
}

/** The kind as listed, or as the description tells where brokers do not list it. */
function kindOf(derived: DerivedPass, g: number): GroupSummary['kind'] {
  const listing = derived.commits.groups[g]?.listing;
  if (listing === undefined) return 'unknown';
  if (listing.kind !== 'unknown') return listing.kind;
  const described = derived.descriptions.get(listing.groupId);
  return described?.item.ok ? described.item.value.kind : 'unknown';
}
