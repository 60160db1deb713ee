import type { Problem } from '#lib/contracts/common.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';
import { buildBrokers, buildDisk } from './build-brokers.ts';
import { buildGroups } from './build-groups.ts';
import { mostBehind, worstGroups } from './worst-groups.ts';
import { buildTopics } from './build-topics.ts';
import { coveredRate, coveredSum } from './covered.ts';
import { controllerOf } from './controller.ts';
import type { DerivedPass } from './derive-pass.ts';
import { contractFault } from './names.ts';

/** The rows that lists and the overview show after this pass. The sharded parts are built apart, because they are written only when they change. `missing`: rows of topics that this listing lacks. */
export function buildSnapshot(
  derived: DerivedPass,
  problems: readonly Problem[],
  missing: readonly TopicSummary[] = [],
): Pick<SnapshotParts, 'overview' | 'brokers' | 'topics' | 'groups'> {
  const { pass, commits, throughput, health, quorum } = derived;
  const brokers = buildBrokers(derived);
  const groups = buildGroups(derived);
  const total = clusterConsumption(derived);
  return {
    overview: {
      fault: null,
      kafka: {
        clusterId: pass.topology.clusterId ?? pass.cluster?.clusterId ?? null,
        mode: pass.capabilities.mode,
        version: pass.capabilities.version,
        controllerId: controllerOf(derived),
      },
      quorum: quorum?.ok
        ? {
            leaderId: quorum.value.leaderId,
            leaderEpoch: quorum.value.leaderEpoch,
            highWatermark: quorum.value.highWatermark.toString(),
            voters: quorum.value.voters.map(replica),
            observers: quorum.value.observers.map(replica),
          }
        : null,
      quorumFault: quorum !== null && !quorum.ok ? contractFault(quorum.fault) : null,
      brokers,
      partitions: {
        total: pass.topology.partitionCount,
        offline: health.offline.count,
        underReplicated: health.underReplicated.count,
        underMinIsr: health.underMinIsr?.count ?? null,
      },
      topics: pass.topology.topics.length,
      groups: commits.groups.length,
      messagesInPerSecond: coveredRate(throughput.cluster.value, throughput.cluster.known, throughput.cluster.total),
      messagesOutPerSecond: coveredRate(total.out, total.outKnown, total.total),
      lag: coveredSum(total.lag, total.lagKnown, total.total),
      worstGroups: worstGroups(groups),
      mostBehind: mostBehind(groups),
      disk: buildDisk(brokers),
      problems: [...problems],
    },
    brokers,
    topics: withMissing(buildTopics(derived), missing),
    groups,
  };

  function replica(voter: { nodeId: number; logEndOffset: bigint; lastCaughtUpMs: number | null }) {
    const leaderEnd = quorumLeaderEnd(derived) ?? voter.logEndOffset;
    const lag = leaderEnd - voter.logEndOffset;
    return { nodeId: voter.nodeId, lag: (lag < 0n ? 0n : lag).toString(), lastCaughtUpMs: voter.lastCaughtUpMs };
  }
}

function withMissing(topics: TopicSummary[], missing: readonly TopicSummary[]): TopicSummary[] {
  return missing.length === 0 ? topics : [...topics, ...missing].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Lag and consumption of all groups together, with what they cover. */
export function clusterConsumption({ commits }: DerivedPass): {
  lag: bigint;
  lagKnown: number;
  out: number;
  outKnown: number;
  total: number;
} {
  const sum = { lag: 0n, lagKnown: 0, out: 0, outKnown: 0, total: 0 };
  for (let g = 0; g < commits.groups.length; g++) {
    sum.lag += commits.byGroup.lag.get(g);
    sum.lagKnown += commits.byGroup.lagKnown[g] ?? 0;
    sum.out += commits.byGroup.out[g] ?? 0;
    sum.outKnown += commits.byGroup.outKnown[g] ?? 0;
    sum.total += commits.byGroup.total[g] ?? 0;
  }
  return sum;
}

function quorumLeaderEnd({ quorum }: DerivedPass): bigint | null {
  if (!quorum?.ok) return null;
  return quorum.value.voters.find((voter) => voter.nodeId === quorum.value.leaderId)?.logEndOffset ?? null;
}
