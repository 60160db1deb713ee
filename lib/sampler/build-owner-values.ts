import type { BrokerSummary } from '#lib/contracts/brokers.ts';
import { METRICS, type StoredMetricName } from '#lib/catalog/metrics.ts';
import type { TopicTopology } from '#lib/kafka/admin/port.ts';
import type { ColumnValues, OwnerRef } from '#lib/store/series/types.ts';
import { membersOf } from './build-groups.ts';
import { buildBrokers } from './build-brokers.ts';
import { clusterConsumption } from './build-snapshot.ts';
import { sizeOfTopic } from './build-topics.ts';
import { isCovered } from './coverage.ts';
import type { ConsumptionColumns } from './consumption-columns.ts';
import type { DerivedPass } from './derive-pass.ts';

/** Values of one owner that may not have a number yet. */
export interface RefValues {
  ref: OwnerRef;
  columns: readonly ColumnValues[];
}

/**
 * Everything that is stored of one pass, by owner. NaN = unknown: a gap. A sum is stored only when it covers nearly all of its members, for a series has no place to say "of these".
 * Owners of which nothing is known are left out. `brokers` are the rows of `buildBrokers`, where they exist already.
 */
export function buildOwnerValues(derived: DerivedPass, brokers: readonly BrokerSummary[] = buildBrokers(derived)): RefValues[] {
  return [
    clusterValues(derived, brokers),
    ...brokerValues(brokers),
    ...topicValues(derived),
    ...groupValues(derived),
    ...pairValues(derived),
  ].filter((owner) => owner.columns.length > 0);
}

/** The stored key of a topic: its id, or its name on brokers that have none. */
export function topicKey(topic: TopicTopology): string {
  return topic.topicId ?? `name:${topic.name}`;
}

/** One stored value; null or NaN = unknown. Owners keep the column, so that a gap is stored as a gap. */
function one(metric: StoredMetricName, value: number | null): ColumnValues {
  return { metricId: METRICS[metric].id, values: Float64Array.of(value ?? NaN) };
}

function covered(value: number, known: number, total: number): number {
  return isCovered(known, total) ? value : NaN;
}

function numberOrNull(value: string | null): number | null {
  return value === null ? null : Number(value);
}

function clusterValues(derived: DerivedPass, brokers: readonly BrokerSummary[]): RefValues {
  const { pass, health, throughput } = derived;
  const consumption = clusterConsumption(derived);
  const known = brokers.filter((broker) => broker.replicaBytes !== null);
  const replicaBytes =
    known.length === brokers.length ? known.reduce((sum, broker) => sum + Number(broker.replicaBytes), 0) : null;
  return {
    ref: { kind: 'cluster' },
    columns: [
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
    ],
  };
}

function brokerValues(brokers: readonly BrokerSummary[]): RefValues[] {
  return brokers.map((broker) => ({
    ref: { kind: 'broker', node: broker.nodeId },
    columns: [
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

function topicValues(derived: DerivedPass): RefValues[] {
  const { commits, health, offsets, throughput } = derived;
  return derived.pass.topology.topics.map((topic, t) => {
    const to = topic.base + topic.partitions.length;
    const rate = throughput.byTopic[t] ?? { value: 0, known: 0, total: 0 };
    const columns: ColumnValues[] = [
      { metricId: METRICS['topic.end_offset'].id, values: offsets.end.slice(topic.base, to) },
      // A start offset read earlier is good while the partition answers; for one that does not, nothing is known now.
      {
        metricId: METRICS['topic.start_offset'].id,
        values: offsets.start.slice(topic.base, to).map((start, i) => (Number.isNaN(offsets.end[topic.base + i]) ? NaN : start)),
      },
      one('topic.messages_in', covered(rate.value, rate.known, rate.total)),
      one('topic.size_bytes', sizeOfTopic(derived, topic)),
      one('topic.under_replicated', health.underReplicatedByTopic[t] ?? null),
    ];
    // A topic that no group has committed to has no lag at all: no series rather than a series of gaps.
    if ((commits.byTopic.total[t] ?? 0) > 0) columns.push(...consumption('topic', commits.byTopic, t));
    return { ref: { kind: 'topic', topicId: topicKey(topic), topic: topic.name }, columns };
  });
}

function groupValues(derived: DerivedPass): RefValues[] {
  const { commits } = derived;
  return commits.groups.map((group, g) => {
    const columns = [one('group.members', membersOf(derived, g))];
    if ((commits.byGroup.total[g] ?? 0) > 0) columns.push(...consumption('group', commits.byGroup, g));
    return { ref: { kind: 'group', group: group.listing.groupId }, columns };
  });
}

function pairValues(derived: DerivedPass): RefValues[] {
  const { commits, pass } = derived;
  return commits.pairGroup.map((g, pair) => {
    const topic = pass.topology.topics[commits.pairTopic[pair] ?? -1];
    const group = commits.groups[g]?.listing.groupId;
    if (topic === undefined || group === undefined) return { ref: { kind: 'group_topic' }, columns: [] };
    const from = commits.pairStart[pair] ?? 0;
    return {
      ref: { kind: 'group_topic', group, topicId: topicKey(topic), topic: topic.name },
      columns: [
        {
          metricId: METRICS['group_topic.committed_offset'].id,
          values: commits.committed.subarray(from, from + topic.partitions.length),
        },
        ...consumption('group_topic', commits.byPair, pair),
      ],
    };
  });
}

function consumption(owner: 'topic' | 'group' | 'group_topic', columns: ConsumptionColumns, slot: number): ColumnValues[] {
  const total = columns.total[slot] ?? 0;
  return [
    one(`${owner}.lag`, covered(columns.lag.toNumber(slot), columns.lagKnown[slot] ?? 0, total)),
    one(`${owner}.messages_out`, covered(columns.out[slot] ?? 0, columns.outKnown[slot] ?? 0, total)),
  ];
}
