import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import type { VerdictCode } from '#lib/contracts/verdict.ts';
import type { OwnerRef } from '#lib/store/series/types.ts';
import { growthOfTopic } from './build-disk.ts';
import { membersOf } from './build-groups.ts';
import { clusterConsumption } from './build-snapshot.ts';
import { sizeOfTopic } from './build-topics.ts';
import { isCovered } from './coverage.ts';
import type { ConsumptionColumns } from './consumption-columns.ts';
import type { Outlook } from './derive-lag.ts';
import type { DerivedPass } from './derive-pass.ts';
import type { BehindColumns } from './lag-columns.ts';
import { metricValue as one, ValueBook, type OwnerReading, type SampledValues } from './sampled-values.ts';
import { topicKey } from './topic-key.ts';

/** Verdicts that someone should look at. */
const TROUBLE: ReadonlySet<VerdictCode> = new Set<VerdictCode>(['LOST', 'STOPPED', 'GROWING', 'SLOW', 'REBALANCING']);

/** Beside the pass itself. */
export interface OwnerValuesInput {
  /** The rows of `buildBrokers`. */
  brokers: readonly BrokerSummary[];
  /** What others have to tell. */
  readings: readonly OwnerReading[];
  /** Owners of the pass before. */
  before: readonly OwnerRef[];
}

/**
 * Everything that is stored of one pass, by metric. NaN = unknown: a gap. A sum is stored only when it covers nearly all of its members, for a series has no place to say "of these".
 * Pauses after every few columns.
 */
export function* ownerValuesInSteps(derived: DerivedPass, input: OwnerValuesInput): Generator<void, SampledValues> {
  const book = new ValueBook(input.before);
  book.read([clusterReading(derived, input.brokers), ...brokerReadings(input.brokers)]);
  yield* addTopics(book, derived);
  yield* addGroups(book, derived);
  yield* addPairs(book, derived);
  book.read(input.readings);
  return book.close();
}

/** `value`, unless too little of what it sums up is known. */
function covered(value: number, known: number, total: number): number {
  return isCovered(known, total) ? value : NaN;
}

function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}

function clusterReading(derived: DerivedPass, brokers: readonly BrokerSummary[]): OwnerReading {
  const { pass, health, throughput } = derived;
  const consumption = clusterConsumption(derived);
  const known = brokers.filter((broker) => broker.replicaBytes !== null);
  const replicaBytes =
    known.length === brokers.length ? known.reduce((sum, broker) => sum + Number(broker.replicaBytes), 0) : null;
  return {
    ref: { kind: 'cluster' },
    values: [
      one('cluster.messages_in', covered(throughput.cluster.value, throughput.cluster.known, throughput.cluster.total)),
      one('cluster.messages_out', covered(consumption.out, consumption.outKnown, consumption.total)),
      one('cluster.lag', covered(Number(consumption.lag), consumption.lagKnown, consumption.total)),
      one('cluster.brokers_up', brokers.filter((broker) => broker.state === 'up').length),
      one('cluster.partitions_offline', health.offline.count),
      one('cluster.partitions_under_replicated', health.underReplicated.count),
      one('cluster.partitions_under_min_isr', health.underMinIsr?.count ?? null),
      one('cluster.pass_duration', pass.durationMs),
      one('cluster.pass_requests', pass.cost.requests),
      one('cluster.replica_bytes', replicaBytes),
      one('cluster.seconds_behind', slowestGroup(derived)),
      one('cluster.groups_in_trouble', groupsInTrouble(derived)),
    ],
  };
}

function brokerReadings(brokers: readonly BrokerSummary[]): OwnerReading[] {
  return brokers.map((broker) => ({
    ref: { kind: 'broker', node: broker.nodeId },
    values: [
      one('broker.messages_in', broker.messagesInPerSecond),
      one('broker.leaders', broker.leaders),
      one('broker.replicas', broker.replicas),
      one('broker.out_of_sync', broker.outOfSync),
      one('broker.round_trip', broker.roundTripMs),
      one('broker.up', broker.state === 'up' ? 1 : 0),
      one('broker.replica_bytes', numberOrNull(broker.replicaBytes)),
      one('broker.disk_total', numberOrNull(broker.diskTotalBytes)),
      one('broker.disk_usable', numberOrNull(broker.diskUsableBytes)),
    ],
  }));
}

function* addTopics(book: ValueBook, derived: DerivedPass): Generator<void, void> {
  const { commits, health, lag, offsets, sizes, throughput } = derived;
  const { topics, partitionCount } = derived.pass.topology;
  const owners = Uint32Array.from(topics, (topic) => book.owner({ kind: 'topic', topicId: topicKey(topic), topic: topic.name }));
  const starts = Uint32Array.from({ length: topics.length + 1 }, (_none, t) => topics[t]?.base ?? partitionCount);
  book.shares('topic.end_offset', owners, offsets.end, starts);
  // A start offset read earlier is good while the partition answers; for one that does not, nothing is known now.
  const known = offsets.start.map((start, p) => (Number.isNaN(offsets.end[p]) ? NaN : start));
  book.shares('topic.start_offset', owners, known, starts);
  yield;
  book.column('topic.messages_in', owners, (t) => {
    const rate = throughput.byTopic[t];
    return rate === undefined ? NaN : covered(rate.value, rate.known, rate.total);
  });
  book.column('topic.size_bytes', owners, (t) => {
    const topic = topics[t];
    return topic === undefined ? null : sizeOfTopic(derived, topic);
  });
  book.column('topic.under_replicated', owners, (t) => health.underReplicatedByTopic[t] ?? null);
  if (sizes.readAt !== null) {
    book.column('topic.growth', owners, (t) => {
      const topic = topics[t];
      return topic === undefined ? null : growthOfTopic(derived, topic);
    });
  }
  yield;
  // A topic that no group has committed to has no lag at all: no series rather than a series of gaps.
  const consumed = slotsWhere(topics.length, (t) => (commits.byTopic.total[t] ?? 0) > 0);
  const consumedOwners = consumed.map((t) => owners[t] ?? 0);
  addConsumption(book, 'topic', consumedOwners, commits.byTopic, consumed);
  book.column('topic.seconds_behind', consumedOwners, (i) => lag.byTopic.upperMs(consumed[i] ?? -1));
  // Most topics never see a transaction: those that do have a series.
  const opened = slotsWhere(topics.length, (t) => lag.openTransactions.has(t));
  const openedOwners = opened.map((t) => owners[t] ?? 0);
  book.column('topic.open_transactions', openedOwners, (i) => lag.openTransactions.get(opened[i] ?? -1) ?? null);
  yield;
}

function* addGroups(book: ValueBook, derived: DerivedPass): Generator<void, void> {
  const { commits, lag } = derived;
  const { groups, byGroup } = commits;
  const owners = Uint32Array.from(groups, (group) => book.owner({ kind: 'group', group: group.listing.groupId }));
  book.column('group.members', owners, (g) => membersOf(derived, g));
  const committing = slotsWhere(groups.length, (g) => (byGroup.total[g] ?? 0) > 0);
  const committingOwners = committing.map((g) => owners[g] ?? 0);
  addConsumption(book, 'group', committingOwners, byGroup, committing);
  addStanding(book, 'group', committingOwners, lag.byGroup, lag.groupOutlooks, committing);
  yield;
}

function* addPairs(book: ValueBook, derived: DerivedPass): Generator<void, void> {
  const { commits, lag, pass } = derived;
  const { byPair, pairGroup, pairTopic, pairStart, committed } = commits;
  const { topics } = pass.topology;
  const owners = new Uint32Array(pairGroup.length);
  for (let pair = 0; pair < owners.length; pair++) {
    const topic = topics[pairTopic[pair] ?? -1];
    const group = commits.groups[pairGroup[pair] ?? -1]?.listing.groupId;
    const topicId = topic && topicKey(topic);
    owners[pair] = book.owner({ kind: 'group_topic', group, topicId, topic: topic?.name });
  }
  yield;
  const starts = Uint32Array.from({ length: owners.length + 1 }, (_none, pair) => pairStart[pair] ?? committed.length);
  book.shares('group_topic.committed_offset', owners, committed, starts);
  const pairs = slotsWhere(owners.length, () => true);
  addConsumption(book, 'group_topic', owners, byPair, pairs);
  yield;
  addStanding(book, 'group_topic', owners, lag.byPair, lag.pairOutlooks, pairs);
  yield;
}

function addConsumption(
  book: ValueBook,
  kind: 'topic' | 'group' | 'group_topic',
  owners: Uint32Array,
  columns: ConsumptionColumns,
  slots: Uint32Array,
): void {
  const { lag, lagKnown, out, outKnown, total } = columns;
  book.column(`${kind}.lag`, owners, (i) => {
    const slot = slots[i] ?? -1;
    return covered(lag.toNumber(slot), lagKnown[slot] ?? 0, total[slot] ?? 0);
  });
  book.column(`${kind}.messages_out`, owners, (i) => {
    const slot = slots[i] ?? -1;
    return covered(out[slot] ?? 0, outKnown[slot] ?? 0, total[slot] ?? 0);
  });
}

/** Age of the oldest record not read, the rate at which others write, and what retention leaves. */
function addStanding(
  book: ValueBook,
  kind: 'group' | 'group_topic',
  owners: Uint32Array,
  behind: BehindColumns,
  outlooks: readonly Outlook[],
  slots: Uint32Array,
): void {
  book.column(`${kind}.seconds_behind`, owners, (i) => behind.upperMs(slots[i] ?? -1));
  book.column(`${kind}.seconds_behind_lower`, owners, (i) => behind.lower[slots[i] ?? -1] ?? null);
  book.column(`${kind}.messages_in`, owners, (i) => outlooks[slots[i] ?? -1]?.produced ?? null);
  book.column(`${kind}.retention_headroom`, owners, (i) => {
    const headroomMs = (outlooks[slots[i] ?? -1]?.headroomSeconds ?? NaN) * 1_000;
    // Endless is not a number that a chart could draw.
    return Number.isFinite(headroomMs) ? headroomMs : null;
  });
}

/** The slots below `count` for which something holds. */
function slotsWhere(count: number, holds: (slot: number) => boolean): Uint32Array {
  const slots = new Uint32Array(count);
  let found = 0;
  for (let slot = 0; slot < count; slot++) if (holds(slot)) slots[found++] = slot;
  return slots.slice(0, found);
}

/** NaN unless nearly all groups are known, and none is known to be further behind than the slowest of them: one without an upper bound may be. */
function slowestGroup({ commits, lag }: DerivedPass): number {
  let [slowest, atLeast, known, total] = [NaN, 0, 0, 0];
  for (let g = 0; g < commits.groups.length; g++) {
    if ((commits.byGroup.total[g] ?? 0) === 0) continue;
    total++;
    const upperMs = lag.byGroup.upperMs(g);
    if (Number.isNaN(upperMs)) atLeast = Math.max(atLeast, lag.byGroup.lower[g] || 0);
    else {
      known++;
      if (!(upperMs <= slowest)) slowest = upperMs;
    }
  }
  return isCovered(known, total) && !(atLeast > slowest) ? slowest : NaN;
}

/** NaN unless something can be said of nearly all groups; 0 where there are none. */
function groupsInTrouble({ lag }: DerivedPass): number {
  const codes = lag.groupVerdicts.flatMap((verdict) => verdict?.code ?? []);
  const known = codes.filter((code) => code !== 'UNKNOWN').length;
  return codes.length === 0 ? 0 : covered(codes.filter((code) => TROUBLE.has(code)).length, known, codes.length);
}
