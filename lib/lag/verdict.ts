import { VERDICT_SEVERITY } from '#lib/contracts/verdict-severity.ts';
import type { VerdictCode, VerdictReason } from '#lib/contracts/verdict.ts';
import type { LagRules } from './lag-rules.ts';
import type { LagTrend } from './lag-window.ts';

/** What is said, and the numbers that it rests on (by name, so that each language finds its words). */
export interface Judgement {
  code: VerdictCode;
  reason: VerdictReason | null;
  evidence: Record<string, number>;
}

/** A group on one topic, or several topics added up: what one look and the window before it show. */
export interface TopicFacts {
  /** Partitions with a commit, and those of them whose lag is known now. */
  committed: number;
  known: number;
  /** Partitions whose commit lies beyond the end. */
  ahead: number;
  /** Partitions that members hold without a commit. */
  uncommitted: number;
  lag: number;
  /** Partitions by standing (see `judgePartition`). */
  lost: number;
  rewound: number;
  stuck: number;
  slow: number;
  /** Partitions behind that were not at the end within the window, or are too old. */
  notKeepingUp: number;
  /** Offsets that retention took unread, and by which commits were set back. */
  lostOffsets: number;
  rewoundOffsets: number;
  /** The longest that a commit with something left to read stands still. */
  stillMs: number;
  stopAfterMs: number;
  /** Age of the oldest next record: the best estimate, or the lower bound where there is no other; NaN = not known. */
  ageMs: number;
  isEmpty: boolean;
  trend: LagTrend;
  /** How long the group has been watched on this topic. */
  watchedMs: number;
  /** A leader changed or the group rebalanced a moment ago. */
  isSettling: boolean;
  /** The verdict of the poll before; null = none yet. */
  previous: VerdictCode | null;
}

/** Codes that a change of leader or a rebalance alone may cause for a moment. */
const HELD_WHILE_SETTLING: ReadonlySet<VerdictCode> = new Set<VerdictCode>(['REWIND', 'STOPPED', 'GROWING', 'SLOW']);

/** The verdict on a group on one topic: the first rule that fits. Same facts, same verdict: alerts use the same function. */
export function judgeTopic(facts: TopicFacts, rules: LagRules): Judgement {
  const judgement = firstThatFits(facts, rules);
  const isNew = facts.previous !== judgement.code;
  if (facts.isSettling && isNew && HELD_WHILE_SETTLING.has(judgement.code)) {
    return { code: facts.previous ?? 'UNKNOWN', reason: 'settling', evidence: judgement.evidence };
  }
  return judgement;
}

function firstThatFits(facts: TopicFacts, rules: LagRules): Judgement {
  const { trend } = facts;
  const { lag } = facts;
  if (facts.committed === 0) {
    return facts.uncommitted > 0
      ? { code: 'NO_COMMIT', reason: null, evidence: { uncommitted: facts.uncommitted } }
      : { code: 'UNKNOWN', reason: 'not_read', evidence: {} };
  }
  if (facts.lost > 0) return { code: 'LOST', reason: null, evidence: { lost: facts.lost, lostOffsets: facts.lostOffsets, lag } };
  if (facts.known < facts.committed * rules.coverage) {
    // Read, but not to be judged: such a commit has no lag.
    if (facts.ahead > 0 && facts.known + facts.ahead >= facts.committed * rules.coverage) {
      return { code: 'UNKNOWN', reason: 'ahead_of_end', evidence: { ahead: facts.ahead, committed: facts.committed } };
    }
    return { code: 'UNKNOWN', reason: 'not_read', evidence: { known: facts.known, committed: facts.committed } };
  }
  if (trend.polls > 0 && trend.known < trend.polls * rules.coverage) {
    return { code: 'UNKNOWN', reason: 'coverage', evidence: { polls: trend.polls, known: trend.known } };
  }
  if (facts.notKeepingUp === 0 && facts.rewound + facts.stuck + facts.slow === 0)
    return { code: 'OK', reason: null, evidence: { lag } };
  if (facts.rewound > 0) {
    return { code: 'REWIND', reason: null, evidence: { rewound: facts.rewound, rewoundOffsets: facts.rewoundOffsets, lag } };
  }
  if (facts.stuck > 0) {
    return {
      code: 'STOPPED',
      reason: facts.isEmpty ? 'no_members' : 'stuck',
      evidence: { stuck: facts.stuck, stillMs: facts.stillMs, stopAfterMs: facts.stopAfterMs, lag },
    };
  }
  if (isGrowing(trend, rules)) {
    const { growth, slope, fit, produced, spanMs } = trend;
    return { code: 'GROWING', reason: null, evidence: { growth, slope, fit, produced, spanMs, lag } };
  }
  if (facts.slow > 0) {
    return { code: 'SLOW', reason: null, evidence: { slow: facts.slow, ageMs: facts.ageMs, sloMs: rules.sloMs, lag } };
  }
  if (facts.watchedMs < rules.watchMs) {
    return { code: 'UNKNOWN', reason: 'watching', evidence: { watchedMs: facts.watchedMs, watchMs: rules.watchMs, lag } };
  }
  return { code: 'OK', reason: null, evidence: { lag } };
}

function isGrowing(trend: LagTrend, rules: LagRules): boolean {
  return (
    trend.spanMs >= rules.windowMs / 2 &&
    trend.slope > 0 &&
    trend.fit > rules.growthFit &&
    trend.growth >= Math.max(rules.growthOffsets, rules.growthShare * trend.produced)
  );
}

/** What a group's own state adds to the verdicts on its topics. */
export interface GroupFacts {
  /** Its commits could not be read in this pass. */
  isUnread: boolean;
  /** Rebalances seen within the window. */
  rebalances: number;
  /** Members connected; null = not known. */
  members: number | null;
}

/** The verdict on a whole group: its worst topic, or its own restlessness where that is worse. `worst` = index of the topic that decides; -1 = none does. */
export function judgeGroup(
  facts: GroupFacts,
  topics: readonly Judgement[],
  rules: LagRules,
): { judgement: Judgement; worst: number } {
  let worst = -1;
  for (let i = 0; i < topics.length; i++) {
    if (worst < 0 || isWorse(topics[i]?.code ?? 'OK', topics[worst]?.code ?? 'OK')) worst = i;
  }
  let judgement: Judgement = topics[worst] ?? (facts.isUnread ? NOT_READ : nothingCommitted(facts));
  if (facts.isUnread && !isWorse(judgement.code, 'UNKNOWN')) judgement = NOT_READ;
  if (facts.rebalances >= rules.rebalances && isWorse('REBALANCING', judgement.code)) {
    const evidence = { rebalances: facts.rebalances, windowMs: rules.windowMs };
    return { judgement: { code: 'REBALANCING', reason: null, evidence }, worst: -1 };
  }
  return { judgement, worst };
}

const NOT_READ: Judgement = { code: 'UNKNOWN', reason: 'not_read', evidence: {} };

function nothingCommitted(facts: GroupFacts): Judgement {
  return { code: 'NO_COMMIT', reason: null, evidence: facts.members === null ? {} : { members: facts.members } };
}

/** Whether the first is worse than the second. */
export function isWorse(a: VerdictCode, b: VerdictCode): boolean {
  return VERDICT_SEVERITY.indexOf(a) > VERDICT_SEVERITY.indexOf(b);
}
