import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { Verdict } from '#lib/contracts/verdict.ts';
import { groupStateWord } from '../states/group-state.ts';
import { hasLag } from './group-state.ts';

/** Which sentences of `groups.head` tell a verdict, and with which numbers. */
export interface VerdictSentences {
  /** Name below `head.title`. */
  title: string;
  /** Names below `head.body`, in order. */
  body: string[];
  /** Since when what the title says holds, epoch ms. */
  sinceMs: number;
  /** Numbers of the evidence that the sentences name; those in `…Ms` are lengths of time. */
  values: Readonly<Record<string, number>>;
}

/** Numbers that a sentence needs: without one of them it is left out. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  stopped: ['stillMs', 'stopAfterMs'],
  growing: ['growth', 'spanMs', 'produced'],
  slow: ['sloMs'],
  lost: ['lost', 'lostOffsets'],
  rewound: ['rewoundOffsets'],
  rebalancing: ['rebalances', 'windowMs'],
  watching: ['watchedMs', 'watchMs'],
  notRead: ['known', 'committed'],
  ahead: ['ahead', 'committed'],
  coverage: ['known', 'polls'],
  uncommitted: ['uncommitted'],
};

/** The sentences of each code between the figures and the next step. */
const EVIDENCE: Readonly<Record<Verdict['code'], readonly string[]>> = {
  OK: [],
  NO_COMMIT: ['uncommitted'],
  LOST: ['lost'],
  REWIND: ['rewound'],
  STOPPED: ['stopped'],
  GROWING: ['growing'],
  SLOW: ['slow'],
  REBALANCING: ['rebalancing'],
  UNKNOWN: ['watching', 'notRead', 'ahead', 'coverage'],
};

/** Sentences that tell one reason not to know. */
const REASON_OF: Readonly<Record<string, Verdict['reason']>> = {
  watching: 'watching',
  notRead: 'not_read',
  ahead: 'ahead_of_end',
  coverage: 'coverage',
};

/**
 * How a verdict is told. A verdict that only stands until things settle brings the numbers of another one, so nothing is told of them.
 * `passAt`: when the pass was taken that judged, epoch ms.
 */
export function verdictSentences(verdict: Verdict, group: GroupSummary, passAt: number | null): VerdictSentences {
  const { code, reason, evidence } = verdict;
  const isSettling = reason === 'settling';
  const has = (name: string) => (NEEDS[name] ?? []).every((need) => Number.isFinite(evidence[need]));
  const facts = isSettling
    ? []
    : EVIDENCE[code].filter((name) => has(name) && (code !== 'UNKNOWN' || REASON_OF[name] === reason));
  return {
    title: titleOf(verdict, group),
    body: [
      figures(verdict, group),
      ...facts,
      ...(isSettling ? ['settling'] : []),
      // Nobody reads, but it has not stood still long enough to be told as stopped.
      ...(code !== 'STOPPED' && isUnread(group) ? ['nobody'] : []),
      ...nextStep(verdict),
    ].filter((name) => name !== null),
    sinceMs: sinceOf(verdict, passAt),
    values: evidence,
  };
}

function titleOf({ code, reason }: Verdict, group: GroupSummary): string {
  if (code === 'STOPPED' && reason !== 'settling') {
    const kind = reason === 'no_members' ? 'STOPPED_no_members' : 'STOPPED_stuck';
    // A commit that was never seen to move may have stood for longer than it was watched.
    return group.lastCommitAt === null ? `${kind}_unseen` : kind;
  }
  // In order as far as the rules go, but nobody "keeps up" where nobody reads.
  if (code === 'OK' && isUnread(group)) return 'OK_nobody';
  if (code === 'UNKNOWN' && Object.values(REASON_OF).includes(reason)) return `UNKNOWN_${reason}`;
  return code;
}

/** Something waits, and no member is there to read it. */
function isUnread(group: GroupSummary): boolean {
  return groupStateWord(group.state) === 'empty' && hasLag(group);
}

/** How far behind: of the partitions it is about, of the group, or that nothing is left to read. */
function figures({ code, partitionsTotal }: Verdict, group: GroupSummary): string | null {
  if (group.lag.value === null) return group.kind === 'share' || code === 'NO_COMMIT' ? null : 'lagUnknown';
  if (!hasLag(group)) return 'atEnd';
  return partitionsTotal > 0 ? 'onPartitions' : 'behind';
}

function nextStep({ code, reason }: Verdict): string[] {
  if (reason === 'settling') return [];
  if (reason === 'ahead_of_end') return ['stepAhead'];
  switch (code) {
    case 'LOST':
      return ['stepLost'];
    case 'STOPPED':
      return [reason === 'no_members' ? 'stepNoMembers' : 'stepStuck'];
    case 'GROWING':
    case 'SLOW':
      return ['stepSlow'];
    case 'REBALANCING':
      return ['stepRebalancing'];
    case 'REWIND':
      return ['stepRewound'];
    case 'OK':
    case 'NO_COMMIT':
    case 'UNKNOWN':
      return [];
  }
}

/** A stop began when the commits last moved, not when it was noticed. */
function sinceOf({ code, reason, since, evidence }: Verdict, passAt: number | null): number {
  const stillMs = evidence['stillMs'];
  const isStopped = code === 'STOPPED' && reason !== 'settling';
  return isStopped && passAt !== null && stillMs !== undefined ? passAt - stillMs : Date.parse(since);
}
