import type { DiskFact, QuorumFact } from '#lib/problems/facts.ts';
import { buildQuorum } from './build-quorum.ts';
import type { DerivedPass } from './derive-pass.ts';

/** How full each disk is, of the brokers that tell it and are not down. */
export function diskFacts({ sizes, brokers }: DerivedPass): DiskFact[] {
  return [...sizes.brokers].flatMap(([nodeId, { item }]) =>
    !item.ok || brokers.get(nodeId)?.state === 'down'
      ? []
      : item.value.dirs.flatMap(({ path, totalBytes, usableBytes }) =>
          totalBytes === null || usableBytes === null || totalBytes <= 0n
            ? []
            : [{ nodeId, path, usedShare: 1 - Number(usableBytes) / Number(totalBytes) }],
        ),
  );
}

/** How well the quorum stands. Brokers that are down are told as such, not as observers with old metadata. */
export function quorumHealthFact(derived: DerivedPass): QuorumFact | null {
  const quorum = buildQuorum(derived);
  if (quorum === null || quorum.leaderId === null) return null;
  const isDown = (nodeId: number) => derived.brokers.get(nodeId)?.state === 'down';
  const behind = (role: 'voter' | 'observer', members: typeof quorum.voters) =>
    members.flatMap(({ nodeId, lagMs }) =>
      lagMs === null || (role === 'observer' && isDown(nodeId)) ? [] : [{ nodeId, role, lagMs }],
    );
  return {
    voters: quorum.voters.length,
    majority: quorum.majority,
    caughtUp: quorum.caughtUp,
    margin: quorum.margin,
    notCaughtUp: quorum.voters.filter((voter) => voter.caughtUp === false).map((voter) => voter.nodeId),
    behind: [...behind('voter', quorum.voters), ...behind('observer', quorum.observers)],
  };
}
