import type { PartitionTopology } from '#lib/kafka/admin/port.ts';
import type { EventKind, EventScope } from '#lib/contracts/events.ts';
import type { TopicBaseline } from './event-baseline.ts';
import { broker, fewNames, topic, type EventDraft } from './event-draft.ts';

/** Partitions to which the same thing happened because of the same broker. */
class Bundle {
  partitions = 0;
  readonly topics = new Set<string>();
  /** Brokers on the other side. */
  readonly others = new Set<number>();

  add(topicName: string, other: number | null): void {
    this.partitions++;
    this.topics.add(topicName);
    if (other !== null) this.others.add(other);
  }
}

type Bundles = Map<number, Bundle>;

/** One topic before and now, the same incarnation. */
export interface TopicChange {
  name: string;
  before: readonly PartitionTopology[];
  now: readonly PartitionTopology[];
}

/** What happened to leaders and in-sync replicas, one event per broker and kind, whatever the number of partitions. */
export function partitionEvents(changes: Iterable<TopicChange>): EventDraft[] {
  const moved: Bundles = new Map();
  const found: Bundles = new Map();
  const lost: Bundles = new Map();
  const reelected: Bundles = new Map();
  const shrunk: Bundles = new Map();
  const expanded: Bundles = new Map();
  for (const { name, before, now } of changes) {
    if (before === now) continue;
    for (let i = 0; i < before.length; i++) {
      const old = before[i];
      const current = now[i];
      if (old === undefined || current === undefined || old === current) continue;
      if (old.leader !== current.leader) {
        if (current.leader === null) bundle(lost, old.leader ?? -1).add(name, null);
        else if (old.leader === null) bundle(found, current.leader).add(name, null);
        else bundle(moved, old.leader).add(name, current.leader);
      } else if (current.leader !== null && electionsBetween(old, current) > 1) {
        bundle(reelected, current.leader).add(name, null);
      }
      for (const nodeId of old.isr) {
        // A replica that was moved away did not fall behind.
        if (!current.isr.includes(nodeId) && current.replicas.includes(nodeId)) bundle(shrunk, nodeId).add(name, null);
      }
      for (const nodeId of current.isr) {
        if (!old.isr.includes(nodeId)) bundle(expanded, nodeId).add(name, null);
      }
    }
  }
  return [
    ...events('leaders_moved', moved, 'from'),
    ...events('leaders_lost', lost, 'from'),
    ...events('leaders_moved', found, 'to'),
    ...events('leaders_reelected', reelected, 'from'),
    ...events('isr_shrunk', shrunk, 'from'),
    ...events('isr_expanded', expanded, 'from'),
  ];
}

/** The newest of two views of a topic's partitions: a broker that lags behind answers with older epochs, or without the newest partitions; an answer without in-sync replicas does not know them. */
export function newestPartitions(
  before: TopicBaseline['partitions'],
  now: readonly PartitionTopology[],
): readonly PartitionTopology[] {
  // Nearly every topic of nearly every pass ends here: nothing is allocated, and what is the same array needs no second look.
  if (isSame(before, now)) return before;
  return Array.from({ length: Math.max(before.length, now.length) }, (_unused, i) => newer(before[i], now[i])).filter(
    (partition) => partition !== undefined,
  );
}

function isSame(before: readonly PartitionTopology[], now: readonly PartitionTopology[]): boolean {
  if (before.length !== now.length) return false;
  for (let i = 0; i < now.length; i++) {
    const old = before[i];
    const current = now[i];
    if (old === current) continue;
    if (old === undefined || current === undefined) return false;
    if (old.leader !== current.leader || old.leaderEpoch !== current.leaderEpoch) return false;
    if (old.isr.length !== current.isr.length) return false;
    for (let k = 0; k < old.isr.length; k++) if (old.isr[k] !== current.isr[k]) return false;
  }
  return true;
}

function newer(old: PartitionTopology | undefined, current: PartitionTopology | undefined): PartitionTopology | undefined {
  if (old === undefined || current === undefined) return current ?? old;
  if (old.leaderEpoch !== null && current.leaderEpoch !== null && current.leaderEpoch < old.leaderEpoch) return old;
  return current.isr.length === 0 && old.isr.length > 0 ? { ...current, isr: old.isr } : current;
}

/** A single step under the same leader may be a shrinking ISR: brokers before 3.6 counted that as an election. */
function electionsBetween(old: PartitionTopology, current: PartitionTopology): number {
  return old.leaderEpoch === null || current.leaderEpoch === null ? 0 : current.leaderEpoch - old.leaderEpoch;
}

function bundle(bundles: Bundles, nodeId: number): Bundle {
  let own = bundles.get(nodeId);
  if (own === undefined) bundles.set(nodeId, (own = new Bundle()));
  return own;
}

function events(kind: EventKind, bundles: Bundles, side: 'from' | 'to'): EventDraft[] {
  return [...bundles].map(([nodeId, { partitions, topics, others }]) => ({
    kind,
    scope: broker(nodeId),
    touches: touched(others, topics),
    detail: {
      partitions,
      topics: topics.size,
      names: fewNames(topics),
      // Leaders that partitions without one have found come from nobody.
      from: side === 'to' ? null : nodeId,
      to: side === 'to' ? [String(nodeId)] : [...others].sort((a, b) => a - b).map(String),
    },
    key: side,
  }));
}

function* touched(brokers: Iterable<number>, topics: Iterable<string>): Generator<EventScope> {
  for (const nodeId of brokers) yield broker(nodeId);
  for (const name of topics) yield topic(name);
}
