import type { Problem } from '#lib/contracts/common.ts';
import type { ProblemFacts } from './facts.ts';

/**
 * Whether a problem of before is about something that this pass could not look at: what is not read resolves nothing.
 * A fact that is absent has not been read yet; one that is null is known not to exist (another mode, disconnected).
 */
export function isUnread({ code, params }: Problem, facts: ProblemFacts): boolean {
  const nodeId = Number(params.broker);
  switch (code) {
    case 'quorum_no_margin':
    case 'quorum_voter_behind':
    case 'quorum_observer_behind':
      return facts.quorum !== null && facts.quorumHealth == null;
    case 'disk_almost_full':
      return isDiskUnknown(facts, nodeId, params.path);
    case 'disk_filling':
      // A disk that is not read has no forecast either.
      return facts.diskForecasts === undefined ? isExpected(facts, nodeId) : isDiskUnknown(facts, nodeId, params.path);
    case 'zookeeper_no_quorum':
    case 'zookeeper_server_down':
    case 'zookeeper_overloaded':
      return facts.zookeeper === undefined;
    case 'transaction_hanging':
      return facts.transactions === undefined;
    case 'canary_failing':
      return facts.canary !== undefined && isExpected(facts, nodeId) && !facts.canary.judged.includes(nodeId);
    default:
      return false;
  }
}

/** A broker that was removed from the cluster takes its disks with it. */
function isExpected(facts: ProblemFacts, nodeId: number): boolean {
  return facts.brokers.some((broker) => broker.nodeId === nodeId);
}

/** How full a disk is that its broker does not tell, or whose directory went offline, nobody knows. */
function isDiskUnknown(facts: ProblemFacts, nodeId: number, path: string | number | undefined): boolean {
  const { disks = [], logDirs } = facts;
  const isTold =
    disks.some((disk) => disk.nodeId === nodeId) && !logDirs.some((dir) => dir.nodeId === nodeId && dir.path === path);
  return isExpected(facts, nodeId) && !isTold;
}
