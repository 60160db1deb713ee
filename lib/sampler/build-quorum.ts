import type { QuorumDetail } from '#lib/contracts/quorum.ts';
import { judgeQuorum } from '#lib/quorum/judge-quorum.ts';
import type { DerivedPass } from './derive-pass.ts';
import { metricValue as one, type OwnerReading } from './sampled-values.ts';

/** The metadata quorum of a pass in detail; null in ZooKeeper mode and when it could not be read. */
export function buildQuorum({ pass, quorum, quorumWatch }: DerivedPass): QuorumDetail | null {
  if (!quorum?.ok) return null;
  const { leaderId, leaderEpoch, highWatermark } = quorum.value;
  const isWatched = leaderId !== null && quorumWatch?.epoch === leaderEpoch;
  return {
    leaderId,
    leaderEpoch,
    leaderSince: isWatched ? new Date(quorumWatch.sinceMs).toISOString() : null,
    leaderSinceIsExact: isWatched && quorumWatch.isSinceExact,
    elections: (quorumWatch?.elections ?? []).map((at) => new Date(at).toISOString()),
    highWatermark: highWatermark.toString(),
    ...judged(quorum.value, isWatched ? pass.startedAtMs - quorumWatch.sinceMs : 0),
  };
}

/** What is stored of a quorum: its margin, and how far each member is behind. */
export function quorumReadings(quorum: QuorumDetail | null): OwnerReading[] {
  if (quorum === null) return [];
  const members = [...quorum.voters, ...quorum.observers];
  return [
    {
      ref: { kind: 'cluster' },
      values: [
        one('cluster.quorum_margin', quorum.margin),
        one('cluster.quorum_caught_up', quorum.caughtUp),
        one('cluster.quorum_epoch', quorum.leaderEpoch),
      ],
    },
    // A node that stands in both lists (it is about to become a voter) is stored once.
    ...[...new Map(members.map((member) => [member.nodeId, member])).values()].map(({ nodeId, lag, lagMs }) => ({
      ref: { kind: 'broker' as const, node: nodeId },
      values: [one('broker.quorum_lag', Number(lag)), one('broker.quorum_lag_time', lagMs)],
    })),
  ];
}

function judged(...args: Parameters<typeof judgeQuorum>) {
  const { voters, observers, majority, caughtUp, margin } = judgeQuorum(...args);
  return { voters: [...voters], observers: [...observers], majority, caughtUp, margin };
}
