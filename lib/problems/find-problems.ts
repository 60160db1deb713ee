import type { Fault, Problem } from '#lib/contracts/common.ts';
import { canaryProblems } from './canary-problems.ts';
import { errorClass, tlsCause } from './error-class.ts';
import type { Draft } from './draft.ts';
import type { BrokerFact, GroupFact, NamedCount, ProblemFacts } from './facts.ts';
import { heldByFailure, heldByGaps } from './held-problems.ts';
import { rankProblems, type ProblemCode } from './rank-problems.ts';
import { slowBrokerProblems } from './slow-broker.ts';
import { diskProblems } from './disk-problems.ts';
import { quorumProblems } from './quorum-problems.ts';
import { transactionProblems } from './transaction-problems.ts';
import { zookeeperProblems } from './zookeeper-problems.ts';
import { isAboutToLose, isMissed, isWithoutMembers, VERDICT_RULES, type GroupTrouble } from './verdict-problems.ts';

/** With more groups than this in the same trouble they become one problem of the cluster, so that a list stays a list. */
const GROUPS_TOLD_ONE_BY_ONE = 10;
const AFFECTED_LIMIT = 20;
/** A log that became shorter stays on the list this long: it is an event, but nobody may miss it. */
const TRUNCATION_SHOWN_MS = 3_600_000;

/** Everything wrong in one pass, worst first. `since` is carried over from `previous` by id, so it survives passes and restarts. What could not be checked is held. */
export function findProblems(facts: ProblemFacts, previous: readonly Problem[]): Problem[] {
  const drafts = [
    ...facts.brokers.flatMap(brokerProblem),
    ...slowBrokerProblems(facts.slowBrokers ?? []),
    ...partitionProblems(facts),
    ...quorumProblem(facts),
    ...quorumProblems(facts.quorumHealth),
    ...facts.logDirs.map(logDirProblem),
    ...diskProblems(facts.disks ?? [], facts.diskForecasts ?? []),
    ...zookeeperProblems(facts.zookeeper),
    ...transactionProblems(facts.transactions),
    ...topicProblems(facts),
    ...hiddenProblem(facts.hiddenTopics ?? []),
    ...groupProblems(facts),
    ...refusedProblem(facts),
    ...canaryProblems(facts.canary),
  ];
  const isFound = (problem: Problem) => drafts.some((draft) => draft.id === problem.id);
  const shown = previous.flatMap((problem) => (isFound(problem) ? [] : shownLonger(problem, facts.nowMs)));
  return rankProblems([...carrySince(drafts, previous, facts.nowMs), ...shown, ...heldByGaps(facts, drafts, previous)]);
}

/** A truncation is an event: later passes neither confirm nor doubt it. */
function shownLonger(problem: Problem, nowMs: number): Problem[] {
  const { lastKnown: _checked, ...event } = problem;
  return event.code === 'log_truncated' && nowMs - Date.parse(event.since) < TRUNCATION_SHOWN_MS ? [event] : [];
}

/** The one problem of a pass that reached no broker, before those known until then: nothing was checked, so they stand as last known. `nextTryMs`: wall ms of the next attempt. */
export function unreachableProblem(
  fault: Fault,
  nowMs: number,
  previous: readonly Problem[],
  nextTryMs: number | null = null,
): Problem[] {
  const kind = errorClass(fault);
  const code: ProblemCode = kind === 'auth' ? 'authentication_failed' : kind === 'tls' ? 'tls_failed' : 'cluster_unreachable';
  const draft: Draft = {
    id: code,
    severity: 'critical',
    code,
    scope: { kind: 'cluster', name: '' },
    params: {
      reason: fault.code,
      class: kind,
      nextTryAt: timeOrNone(nextTryMs),
      ...(kind === 'tls' ? { cause: tlsCause(fault.detail) } : {}),
    },
    detail: fault.detail,
    affected: [],
    affectedTotal: 0,
  };
  return [...carrySince([draft], previous, nowMs), ...rankProblems(heldByFailure(previous))];
}

function carrySince(drafts: readonly Draft[], previous: readonly Problem[], nowMs: number): Problem[] {
  const sinceOf = new Map(previous.map((problem) => [problem.id, problem.since]));
  const now = new Date(nowMs).toISOString();
  return drafts.map((draft) => {
    const before = sinceOf.get(draft.id);
    const since = draft.since ?? before ?? now;
    // Unknown in between did not end it: what was a problem all the time is one since the first.
    return { ...draft, since: before !== undefined && before < since ? before : since };
  });
}

function brokerProblem(broker: BrokerFact): Draft[] {
  if (broker.state === 'up') return [];
  const isDown = broker.state === 'down';
  return [
    {
      id: `${isDown ? 'broker_down' : 'broker_silent'}:${broker.nodeId}`,
      severity: 'critical',
      code: isDown ? 'broker_down' : 'broker_silent',
      scope: { kind: 'broker', name: String(broker.nodeId) },
      params: {
        broker: broker.nodeId,
        replicas: broker.replicas,
        partitions: broker.hit.count,
        reason: broker.fault?.code ?? '',
        class: broker.fault === null ? 'other' : errorClass(broker.fault),
        nextTryAt: timeOrNone(broker.nextTryMs),
      },
      detail: `${isDown ? `Broker ${broker.nodeId} is down` : `Broker ${broker.nodeId} does not answer`}: ${broker.fault?.detail ?? 'no reason known'} ${plural(broker.hit.count, 'partition')} affected.`,
      affected: [...broker.hit.names],
      affectedTotal: broker.hit.count,
    },
  ];
}

/** A time as a parameter of a message, or that there is none. */
function timeOrNone(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? 'none' : new Date(ms).toISOString();
}

function partitionProblems({ partitions }: ProblemFacts): Draft[] {
  const { offline, underMinIsr, underReplicated, truncated } = partitions;
  const told = (code: ProblemCode, severity: Problem['severity'], named: NamedCount, says: string, params = {}): Draft[] =>
    named.count === 0
      ? []
      : [
          {
            id: code,
            severity,
            code,
            scope: { kind: 'cluster', name: '' },
            params: { partitions: named.count, ...params },
            detail: `${plural(named.count, 'partition')} ${says}: ${listed(named)}.`,
            affected: [...named.names],
            affectedTotal: named.count,
          },
        ];
  return [
    ...told('partitions_offline', 'critical', offline, 'without a leader, so nothing can be read or written'),
    ...(underMinIsr === null
      ? []
      : told('under_min_isr', 'critical', underMinIsr, 'below min.insync.replicas, so acks=all writes fail')),
    ...told('under_replicated', 'warning', underReplicated, 'with replicas out of sync while their brokers are up'),
    ...told(
      'log_truncated',
      'critical',
      truncated,
      `lost ${truncated.lostOffsets} offsets at the end of the log under a new leader`,
      { lostOffsets: truncated.lostOffsets.toString() },
    ),
  ];
}

function quorumProblem({ quorum }: ProblemFacts): Draft[] {
  // A refused right is told with the other refused readings.
  if (quorum === null || quorum.leaderId !== null || isRefusal(quorum.fault)) return [];
  return [
    {
      id: 'no_quorum_leader',
      severity: 'critical',
      code: 'no_quorum_leader',
      scope: { kind: 'cluster', name: '' },
      params: { reason: quorum.fault?.code ?? '' },
      detail: `The metadata quorum has no leader that answers: ${quorum.fault?.detail ?? 'none is elected'}`,
      affected: [],
      affectedTotal: 0,
    },
  ];
}

function logDirProblem(dir: ProblemFacts['logDirs'][number]): Draft {
  return {
    id: `log_dir_offline:${dir.nodeId}:${dir.path}`,
    severity: 'critical',
    code: 'log_dir_offline',
    scope: { kind: 'broker', name: String(dir.nodeId) },
    params: { broker: dir.nodeId, path: dir.path, reason: dir.fault.code },
    detail: `Log directory ${dir.path} of broker ${dir.nodeId} is offline: ${dir.fault.detail}`,
    affected: [dir.path],
    affectedTotal: 1,
  };
}

function topicProblems(facts: ProblemFacts): Draft[] {
  return byCode(facts.topics).map(([code, topics]) => ({
    id: `topic_unreadable:${code}`,
    severity: 'warning' as const,
    code: 'topic_unreadable' as const,
    scope:
      topics.length === 1 && topics[0]
        ? { kind: 'topic' as const, name: topics[0].name }
        : { kind: 'cluster' as const, name: '' },
    params: { topics: topics.length, reason: code },
    detail: `Metadata of ${plural(topics.length, 'topic')} came with ${code}: ${topics[0]?.fault.detail ?? ''}`,
    affected: topics.slice(0, AFFECTED_LIMIT).map((topic) => topic.name),
    affectedTotal: topics.length,
  }));
}

function hiddenProblem(topics: readonly string[]): Draft[] {
  if (topics.length === 0) return [];
  return [
    {
      id: 'topics_hidden',
      severity: 'warning',
      code: 'topics_hidden',
      scope: { kind: 'cluster', name: '' },
      params: { topics: topics.length },
      detail: `The cluster no longer shows ${plural(topics.length, 'topic')} to Farol's credential: ${listed({ count: topics.length, names: topics })}.`,
      affected: topics.slice(0, AFFECTED_LIMIT),
      affectedTotal: topics.length,
    },
  ];
}

function groupProblems(facts: ProblemFacts): Draft[] {
  const faulty = facts.groups.flatMap((group) => (group.fault === null ? [] : [{ name: group.groupId, fault: group.fault }]));
  const drafts: Draft[] = byCode(faulty).map(([code, groups]) => ({
    id: `group_unknown:${code}`,
    severity: isRefusal(groups[0]?.fault ?? null) ? ('info' as const) : ('warning' as const),
    code: 'group_unknown' as const,
    scope:
      groups.length === 1 && groups[0]
        ? { kind: 'group' as const, name: groups[0].name }
        : { kind: 'cluster' as const, name: '' },
    params: { groups: groups.length, reason: code },
    detail: `Lag of ${plural(groups.length, 'group')} is unknown (${code}): ${groups[0]?.fault.detail ?? ''}`,
    affected: groups.slice(0, AFFECTED_LIMIT).map((group) => group.name),
    affectedTotal: groups.length,
  }));
  if (facts.unlistedBy.length > 0) {
    drafts.push({
      id: 'groups_incomplete',
      severity: 'warning',
      code: 'groups_incomplete',
      scope: { kind: 'cluster', name: '' },
      params: { brokers: facts.unlistedBy.join(', ') },
      detail: `Groups coordinated by broker ${facts.unlistedBy.join(', ')} could not be listed: some may be missing here.`,
      affected: facts.unlistedBy.slice(0, AFFECTED_LIMIT).map(String),
      affectedTotal: facts.unlistedBy.length,
    });
  }
  return [
    ...drafts,
    ...perGroup(facts.groups, 'group_lost', 'warning', (group) =>
      group.lost.count === 0
        ? null
        : {
            params: { partitions: group.lost.count },
            detail: `Retention overtook group ${group.groupId} on ${plural(group.lost.count, 'partition')}: messages it never read are gone.`,
            named: group.lost,
          },
    ),
    ...perGroup(facts.groups, 'group_ahead_of_end', 'warning', (group) =>
      group.ahead.count === 0
        ? null
        : {
            params: { partitions: group.ahead.count },
            detail: `Group ${group.groupId} has commits beyond the end of ${plural(group.ahead.count, 'partition')}: the log was truncated or the topic recreated.`,
            named: group.ahead,
          },
    ),
    ...perGroup(facts.groups, 'group_no_members', 'warning', (group) =>
      isWithoutMembers(group) && isMissed(group) ? abandonedTrouble(group) : null,
    ),
    ...perGroup(facts.groups, 'group_unused', 'info', (group) =>
      isWithoutMembers(group) && !isMissed(group) ? abandonedTrouble(group) : null,
    ),
    ...VERDICT_RULES.flatMap(({ code, severity, judge }) => perGroup(facts.groups, code, severity, judge)),
  ];
}

function abandonedTrouble(group: GroupFact): GroupTrouble {
  const { groupId, abandoned, verdict, headroomSeconds } = group;
  const lag = abandoned?.lag.toString() ?? String(verdict?.evidence.lag ?? 0);
  const hours = isAboutToLose(group) ? Math.ceil((headroomSeconds ?? 0) / 3_600) : null;
  const more = abandoned !== null ? ' More keep coming.' : hours === null ? ' No more have come since.' : '';
  const loss = hours === null ? '' : ` Retention takes the oldest within ${plural(hours, 'hour')}.`;
  return {
    params: { lag, headroomSeconds: hours === null ? 'none' : Math.round(headroomSeconds ?? 0) },
    detail: `Group ${groupId} has no members and ${lag} offsets wait for it.${more}${loss}`,
    named: verdict?.code === 'STOPPED' ? verdict.named : { count: 0, names: [] },
    sinceMs: abandoned?.sinceMs ?? verdict?.sinceMs,
  };
}

/** One problem a group, or one for all when they are many. */
function perGroup(
  groups: readonly GroupFact[],
  code: ProblemCode,
  severity: Problem['severity'],
  judge: (group: GroupFact) => GroupTrouble | null,
): Draft[] {
  const hits = groups.flatMap((group) => {
    const verdict = judge(group);
    return verdict === null ? [] : [{ group, ...verdict }];
  });
  if (hits.length > GROUPS_TOLD_ONE_BY_ONE) {
    return [
      {
        id: code,
        severity,
        code,
        scope: { kind: 'cluster', name: '' },
        params: { groups: hits.length },
        detail: `${plural(hits.length, 'group')}, for example: ${hits[0]?.detail ?? ''}`,
        affected: hits.slice(0, AFFECTED_LIMIT).map((hit) => hit.group.groupId),
        affectedTotal: hits.length,
      },
    ];
  }
  return hits.map(({ group, params, detail, named, sinceMs }) => ({
    id: `${code}:${group.groupId}`,
    severity,
    code,
    scope: { kind: 'group' as const, name: group.groupId },
    params: { group: group.groupId, ...params },
    detail,
    affected: [...named.names],
    affectedTotal: named.count,
    since: sinceMs === undefined ? undefined : new Date(sinceMs).toISOString(),
  }));
}

function refusedProblem(facts: ProblemFacts): Draft[] {
  if (facts.refused.length === 0) return [];
  const readings = facts.refused.map((refusal) => refusal.reading);
  return [
    {
      id: 'not_authorized',
      severity: 'info',
      code: 'not_authorized',
      scope: { kind: 'cluster', name: '' },
      params: { readings: readings.join(', '), reason: facts.refused[0]?.fault.code ?? '' },
      detail: `The credential may not read: ${readings.join(', ')}. What depends on it is unknown.`,
      affected: readings.slice(0, AFFECTED_LIMIT),
      affectedTotal: readings.length,
    },
  ];
}

/** Whether a fault is the broker's refusal of a right. */
export function isRefusal(fault: Fault | null): boolean {
  return fault !== null && fault.code.endsWith('_AUTHORIZATION_FAILED');
}

function byCode<T extends { fault: Fault }>(items: readonly T[]): [string, T[]][] {
  return [...Map.groupBy(items, (item) => item.fault.code)];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(named: NamedCount): string {
  const shown = named.names.slice(0, 5).join(', ');
  return named.count > 5 ? `${shown} and ${named.count - 5} more` : shown;
}
