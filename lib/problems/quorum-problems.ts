import type { Draft } from './draft.ts';
import type { QuorumFact } from './facts.ts';

/** A voter that has not held the whole metadata log for so long is no help in an election. */
const VOTER_BEHIND_MS = 60_000;
/** A broker that applies metadata so late acts on an old picture. */
const OBSERVER_BEHIND_MS = 10_000;
const AFFECTED_LIMIT = 20;

/** What threatens a quorum that still has a leader. */
export function quorumProblems(quorum: QuorumFact | null | undefined): Draft[] {
  if (quorum == null) return [];
  const voters = quorum.behind.filter((member) => member.role === 'voter' && member.lagMs > VOTER_BEHIND_MS);
  const observers = quorum.behind.filter((member) => member.role === 'observer' && member.lagMs > OBSERVER_BEHIND_MS);
  return [
    ...noMargin(quorum),
    ...told('quorum_voter_behind', voters, { voters: voters.length }, 'Voters of the metadata quorum are behind'),
    ...told('quorum_observer_behind', observers, { brokers: observers.length }, 'Brokers have old metadata'),
  ];
}

/** A quorum of one or two voters never has one to spare: that is how it was built, and no news. It is told only when a voter is missing. */
function noMargin(quorum: QuorumFact): Draft[] {
  const { margin, caughtUp, majority, voters } = quorum;
  if (margin === null || caughtUp === null || margin > 0 || caughtUp === voters) return [];
  return [
    {
      id: 'quorum_no_margin',
      severity: 'critical',
      code: 'quorum_no_margin',
      scope: { kind: 'cluster', name: '' },
      params: { caughtUp, voters, majority },
      detail: `${caughtUp} of ${voters} voters of the metadata quorum are up to date and ${majority} are needed: one more voter lost and the quorum stops.`,
      affected: quorum.notCaughtUp.slice(0, AFFECTED_LIMIT).map(String),
      affectedTotal: quorum.notCaughtUp.length,
    },
  ];
}

function told(
  code: 'quorum_voter_behind' | 'quorum_observer_behind',
  members: QuorumFact['behind'],
  params: Draft['params'],
  says: string,
): Draft[] {
  if (members.length === 0) return [];
  const named = members.slice(0, 5).map(({ nodeId, lagMs }) => `node ${nodeId} by ${Math.round(lagMs / 1000)} s`);
  return [
    {
      id: code,
      severity: 'warning',
      code,
      scope: { kind: 'cluster', name: '' },
      params,
      detail: `${says}: ${named.join(', ')}${members.length > named.length ? ` and ${members.length - named.length} more` : ''}.`,
      affected: members.slice(0, AFFECTED_LIMIT).map(({ nodeId }) => String(nodeId)),
      affectedTotal: members.length,
    },
  ];
}
