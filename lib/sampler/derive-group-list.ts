import type { GroupList, GroupListing, KafkaFault, Topology } from '#lib/kafka/admin/port.ts';
import type { Pass } from './pass.ts';

/** A group is gone only after so many complete listings without it: a coordinator that moves is missing from one or two. */
const MISSES_BEFORE_GONE = 3;
const DEAD = 'Dead';
/** Where Kafka keeps the commits of groups; its partition of a group decides the group's coordinator. */
export const OFFSETS_TOPIC = '__consumer_offsets';

/** A group that exists, or that may still exist where Farol cannot look. */
export interface CurrentGroup {
  listing: GroupListing;
  /** Complete listings in a row that lacked it; 0 = in the last listing. */
  misses: number;
  /** Why it could not be listed; null when it was. */
  fault: KafkaFault | null;
  /** When its coordinator last told its state, wall ms; NaN = not by this process. */
  toldAtMs: number;
}

export interface GroupListInput {
  groups: GroupList;
  topology: Topology;
  /** Groups of the last pass. */
  previous: readonly CurrentGroup[];
  /** Brokers that are in metadata and answered this pass. */
  brokersUp: ReadonlySet<number>;
  /** Wall ms of the pass. */
  nowMs: number;
}

/**
 * Groups of this pass, sorted by id: those listed, and those of the last pass whose coordinator could not be asked.
 * A group of a silent or dead coordinator is unknown, never gone.
 */
export function deriveGroupList(input: GroupListInput): CurrentGroup[] {
  const current: CurrentGroup[] = [];
  const listed = new Set<string>();
  for (const listing of input.groups.groups) {
    // While a coordinator moves two brokers may list the same group: the first one stands.
    if (listed.has(listing.groupId)) continue;
    listed.add(listing.groupId);
    current.push({ listing, misses: 0, fault: null, toldAtMs: input.nowMs });
  }
  const failed = new Map(input.groups.brokers.flatMap(({ nodeId, fault }) => (fault === null ? [] : [[nodeId, fault] as const])));
  for (const group of input.previous) {
    if (listed.has(group.listing.groupId)) continue;
    const fault = whyUnlisted(group.listing, input, failed);
    const misses = fault.code === 'NOT_LISTED' ? group.misses + 1 : group.misses;
    if (misses < MISSES_BEFORE_GONE) current.push({ ...group, listing: { ...group.listing, state: null }, misses, fault });
  }
  return current.sort((a, b) => (a.listing.groupId < b.listing.groupId ? -1 : 1));
}

/**
 * Groups of a pass without a listing: those of the pass before. Whoever answered for a group's commits is its coordinator, and a description tells its
 * state as a listing does. Whether a group is gone only a listing tells.
 */
export function keepGroupList(
  previous: readonly CurrentGroup[],
  { committed, descriptions, startedAtMs }: Pick<Pass, 'committed' | 'descriptions' | 'startedAtMs'>,
): CurrentGroup[] {
  const answeredBy = new Map<string, number>();
  for (const [i, groupId] of committed.groupIds.entries()) {
    const coordinator = committed.coordinators[i] ?? null;
    if (coordinator !== null && (committed.faults[i] ?? null) === null) answeredBy.set(groupId, coordinator);
  }
  return previous.map((group) => {
    const { listing } = group;
    const coordinator = answeredBy.get(listing.groupId) ?? listing.coordinator;
    const item = descriptions?.get(listing.groupId);
    // Described as dead: perhaps gone, perhaps of a kind that this API does not know.
    const state = item?.ok && item.value.state !== DEAD ? item.value.state : null;
    if (state === null && coordinator === listing.coordinator) return group;
    return {
      ...group,
      listing: { ...listing, coordinator, state: state ?? listing.state },
      toldAtMs: state === null ? group.toldAtMs : startedAtMs,
    };
  });
}

function whyUnlisted(listing: GroupListing, input: GroupListInput, failed: ReadonlyMap<number, KafkaFault>): KafkaFault {
  const offsetsTopic = input.topology.topicByName.get(OFFSETS_TOPIC);
  const home = offsetsTopic?.partitions[coordinatorPartition(listing.groupId, offsetsTopic.partitions.length)];
  // A principal that may not see the offsets topic leaves only the coordinator of the last listing to go by.
  const nodeId = home === undefined ? listing.coordinator : home.leader;
  if (nodeId === null) {
    return {
      code: 'NO_COORDINATOR',
      kafkaCode: null,
      message: 'The partition that holds the group has no leader.',
      nodeId: null,
    };
  }
  const failure = failed.get(nodeId);
  if (failure !== undefined) return failure;
  if (!input.brokersUp.has(nodeId)) {
    return { code: 'BROKER_UNREACHABLE', kafkaCode: null, message: `Coordinator ${nodeId} did not answer.`, nodeId };
  }
  return { code: 'NOT_LISTED', kafkaCode: null, message: 'The group was missing from the last listing.', nodeId };
}

/** The partition of `__consumer_offsets` that holds a group: the absolute value of Java's String.hashCode (0 for the one int without), modulo the partition count. */
export function coordinatorPartition(groupId: string, partitions: number): number {
  let hash = 0;
  for (let i = 0; i < groupId.length; i++) hash = (Math.imul(31, hash) + groupId.charCodeAt(i)) | 0;
  return (hash === -0x80000000 ? 0 : Math.abs(hash)) % partitions;
}
