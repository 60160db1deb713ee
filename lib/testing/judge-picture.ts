import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { CoveredRate, CoveredSum } from '#lib/contracts/common.ts';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import type { SnapshotParts } from '#lib/store/snapshot/types.ts';

/** The rows of one stored pass. */
export type Picture = Pick<SnapshotParts, 'overview' | 'brokers' | 'topics' | 'groups'>;

/**
 * Everything in one picture that cannot be true, each in a sentence: a number for what was not read, a zero for unknown, a negative rate or lag, a sum that covers more than it could,
 * a failure without its reason, a problem told twice, or one told as current though nothing was read. Empty = an honest picture.
 */
export function liesInPicture(picture: Picture): string[] {
  const { overview, brokers, topics, groups } = picture;
  const isFailed = overview.fault !== null;
  return [
    ...brokers.flatMap(liesOfBroker),
    ...topics.flatMap((topic) => liesOfTopic(topic, isFailed)),
    ...groups.flatMap((group) => [
      ...liesOfSum(`lag of group ${group.groupId}`, group.lag),
      ...liesOfSum(`consumption of group ${group.groupId}`, group.messagesOutPerSecond),
      ...liesUnless(!isFailed || group.lag.value === null, `group ${group.groupId} has a lag after a failed pass`),
    ]),
    ...liesOfSum('lag of the cluster', overview.lag),
    ...liesOfSum('messages in', overview.messagesInPerSecond),
    ...liesOfSum('messages out', overview.messagesOutPerSecond),
    ...(isFailed ? liesOfFailedPass(picture) : liesOfCoverage(picture)),
    ...liesOfProblems(picture),
  ];
}

function liesUnless(isTrue: boolean, lie: string): string[] {
  return isTrue ? [] : [lie];
}

function liesOfSum(what: string, sum: CoveredSum | CoveredRate): string[] {
  return [
    ...liesUnless((sum.value === null) === (sum.known === 0), `${what}: ${sum.value} of ${sum.known} known`),
    ...liesUnless(sum.known <= sum.total, `${what}: ${sum.known} known of ${sum.total}`),
    ...liesUnless(sum.value === null || Number(sum.value) >= 0, `${what} is negative: ${sum.value}`),
  ];
}

function liesOfBroker(broker: BrokerSummary): string[] {
  const name = `broker ${broker.nodeId}`;
  if (broker.state === 'up') return liesUnless(broker.fault === null, `${name} is up with a fault`);
  return [
    ...liesUnless(broker.roundTripMs === null, `${name} is ${broker.state} with a round trip`),
    ...liesUnless((broker.fault?.detail ?? '') !== '', `${name} is ${broker.state} without a reason`),
    ...liesUnless(Date.parse(broker.since) <= Date.now(), `${name} is ${broker.state} since the future`),
    // One that is silent may have answered one thing and not the next; one that is down has no leaders and no disks.
    ...liesUnless(
      broker.state !== 'down' || (broker.logDirs === null && broker.messagesInPerSecond === null),
      `${name} is down with values`,
    ),
  ];
}

function liesOfTopic(topic: TopicSummary, isFailed: boolean): string[] {
  const name = `topic ${topic.name}`;
  const isUnread = isFailed || topic.notSeen !== null;
  const isLeaderless = topic.partitions > 0 && topic.offlinePartitions >= topic.partitions;
  const isBlank = topic.messagesInPerSecond.value === null && topic.offsetsHeld.value === null;
  const known = topic.partitions - topic.offlinePartitions;
  return [
    ...liesOfSum(`rate of ${name}`, topic.messagesInPerSecond),
    ...liesOfSum(`offsets of ${name}`, topic.offsetsHeld),
    ...liesOfSum(`lag of ${name}`, topic.lag),
    ...liesUnless(!isUnread || (isBlank && topic.lag.value === null), `${name} was not read and has values`),
    ...liesUnless(!isUnread || topic.fault !== null, `${name} was not read and has no reason`),
    ...liesUnless(!isLeaderless || topic.messagesInPerSecond.value === null, `${name} has no leader and a rate`),
    ...liesUnless(isUnread || topic.messagesInPerSecond.known <= known, `${name} has rates for partitions without a leader`),
  ];
}

function liesOfFailedPass({ overview, brokers }: Picture): string[] {
  const counted = { partitions: overview.partitions, topics: overview.topics, groups: overview.groups, quorum: overview.quorum };
  const summed = [overview.lag, overview.messagesInPerSecond, overview.messagesOutPerSecond];
  return [
    ...Object.entries(counted).flatMap(([key, value]) => liesUnless(value === null, `a failed pass counts ${key}`)),
    ...liesUnless(
      summed.every(({ value }) => value === null),
      'a failed pass has sums',
    ),
    ...liesUnless(
      brokers.every(({ state }) => state !== 'up'),
      'a failed pass has brokers that are up',
    ),
    ...liesUnless((overview.fault?.detail ?? '') !== '', 'a failed pass gives no reason'),
  ];
}

/** What a missing leader would tell must be missing from the sum. */
function liesOfCoverage({ overview }: Picture): string[] {
  const { messagesInPerSecond: rate, partitions } = overview;
  const most = rate.total - (partitions?.offline ?? 0);
  return liesUnless(rate.known <= most, `the rate of the cluster covers ${rate.known} partitions where ${most} can be known`);
}

function liesOfProblems({ overview }: Picture): string[] {
  const ids = overview.problems.map(({ id }) => id);
  const current = overview.problems.filter(({ lastKnown }) => lastKnown !== true);
  return [
    ...liesUnless(new Set(ids).size === ids.length, `a problem is told twice: ${ids.join(', ')}`),
    ...liesUnless(
      overview.fault === null || current.length === 1,
      `a failed pass tells ${current.map(({ id }) => id).join(', ')} as current`,
    ),
    ...overview.problems.flatMap(({ id, since }) => liesUnless(Date.parse(since) <= Date.now(), `${id} since the future`)),
  ];
}
