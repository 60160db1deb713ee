import type { GroupPartitionState } from '#lib/contracts/groups.ts';
import type { CallCost, OffsetColumn, TopicTopology } from '#lib/kafka/admin/port.ts';
import { findProblems } from '#lib/problems/find-problems.ts';
import { membersOf } from './build-groups.ts';
import { controllerOf } from './controller.ts';
import { exact } from './derive-offsets.ts';
import { derivePass, emptyMemory, type DerivedPass } from './derive-pass.ts';
import { judgeCommit } from './judge-commit.ts';
import { columnErrorName } from './names.ts';
import type { Pass } from './pass.ts';
import { problemFacts } from './problem-facts.ts';

/** One pass as a document for programs: 64-bit values are decimal strings, unknown is null, errors are Kafka's names. */
export interface PassDocument {
  cluster: { id: string | null; mode: 'kraft' | 'zookeeper'; version: string | null; controllerId: number | null };
  /** Every expected broker; one that is down has no host. */
  brokers: {
    id: number;
    host: string | null;
    port: number | null;
    rack: string | null;
    reachable: boolean;
    error: string | null;
  }[];
  topics: { name: string; id: string | null; internal: boolean; error: string | null; partitions: PartitionEntry[] }[];
  groups: GroupEntry[];
  cost: CallCost & { wallMs: number; cpuMs: number };
  problems: { scope: string; code: string; detail: string }[];
}

export interface PartitionEntry {
  partition: number;
  leader: number | null;
  replicas: number[];
  isr: number[];
  offline: number[];
  startOffset: string | null;
  endOffset: string | null;
  error: string | null;
}

export interface GroupEntry {
  groupId: string;
  kind: string;
  state: string | null;
  members: number | null;
  coordinator: number | null;
  error: string | null;
  topics: { topic: string; partitions: GroupPartitionEntry[] }[];
}

export interface GroupPartitionEntry {
  partition: number;
  committedOffset: string | null;
  startOffset: string | null;
  endOffset: string | null;
  /** end − committed; null when unknown, without a commit, or when the commit lies beyond the end. */
  lag: string | null;
  /** start − committed where the commit lies before the log start. */
  lost: string | null;
  state: GroupPartitionState;
}

/** The document of one pass on its own: no rates, and nothing is held back for a second look. `cost` is that of the whole run, connecting included. */
export function passDocument(pass: Pass, cost: PassDocument['cost']): PassDocument {
  const { derived } = derivePass(pass, emptyMemory(), 0);
  const problems = findProblems(problemFacts(derived, { onlyPass: true }), []);
  return {
    cluster: {
      id: pass.topology.clusterId ?? pass.cluster?.clusterId ?? null,
      mode: pass.capabilities.mode,
      version: pass.capabilities.version,
      controllerId: controllerOf(derived),
    },
    brokers: [...derived.brokers.values()].map((broker) => ({
      id: broker.nodeId,
      host: broker.host,
      port: broker.port,
      rack: broker.rack,
      reachable: broker.state === 'up',
      error: broker.fault?.code ?? null,
    })),
    topics: pass.topology.topics.map((topic) => ({
      name: topic.name,
      id: topic.topicId,
      internal: topic.internal,
      error: topic.fault?.code ?? null,
      partitions: topic.partitions.map((partition, i) => ({
        partition: partition.partition,
        leader: partition.leader,
        replicas: [...partition.replicas],
        isr: [...partition.isr],
        offline: [...partition.offline],
        startOffset: offsetAt(pass.start, topic.base + i),
        endOffset: offsetAt(pass.end, topic.base + i),
        error: partition.fault?.code ?? columnError(pass.end, topic.base + i) ?? columnError(pass.start, topic.base + i),
      })),
    })),
    groups: derived.commits.groups.map((_group, g) => groupEntry(derived, g)),
    cost,
    problems: problems.map(({ scope, code, detail }) => ({
      scope: scope.name === '' ? scope.kind : `${scope.kind}:${scope.name}`,
      code,
      detail,
    })),
  };
}

function groupEntry(derived: DerivedPass, g: number): GroupEntry {
  const { commits, descriptions, pass } = derived;
  const listing = commits.groups[g]?.listing;
  const groupId = listing?.groupId ?? '';
  const described = descriptions.get(groupId)?.item;
  const kind = listing?.kind === 'unknown' && described?.ok ? described.value.kind : (listing?.kind ?? 'unknown');
  const byTopic = new Map<string, Map<number, GroupPartitionEntry>>();
  const put = (topic: string, entry: GroupPartitionEntry) => {
    const partitions = byTopic.get(topic) ?? new Map<number, GroupPartitionEntry>();
    byTopic.set(topic, partitions.set(entry.partition, entry));
  };
  const at = pass.committed.groupIds.indexOf(groupId);
  // Share groups commit nothing: an assigned partition of theirs is not one "without a commit".
  if (described?.ok && kind !== 'share' && commits.faults[g] === null) {
    for (const member of described.value.members) {
      for (const { topic, partitions } of member.assignment ?? []) {
        for (const partition of partitions) put(topic, uncommitted(pass, topic, partition));
      }
    }
  }
  if (at >= 0) {
    const to = pass.committed.starts[at + 1] ?? 0;
    for (let row = pass.committed.starts[at] ?? 0; row < to; row++) {
      const place = placeOf(derived, row);
      if (place !== null) put(place.topic, committedEntry(pass, row, place));
    }
  }
  return {
    groupId,
    kind,
    state: listing?.state ?? null,
    members: membersOf(derived, g),
    coordinator: listing?.coordinator ?? null,
    error: commits.faults[g]?.code ?? null,
    topics: [...byTopic]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([topic, partitions]) => ({ topic, partitions: [...partitions.values()].sort((a, b) => a.partition - b.partition) })),
  };
}

interface Place {
  topic: string;
  partition: number;
  /** −1 = the topology lacks it. */
  index: number;
}

function placeOf(derived: DerivedPass, row: number): Place | null {
  const { pass, columns } = derived;
  const index = pass.committed.partitionIndex[row] ?? -1;
  const stranger = pass.committed.strangers.get(row);
  if (index < 0) return stranger === undefined ? null : { ...stranger, index: -1 };
  const topic: TopicTopology | undefined = pass.topology.topics[columns.topicOf[index] ?? -1];
  if (topic === undefined) return null;
  return { topic: topic.name, partition: topic.partitions[index - topic.base]?.partition ?? index - topic.base, index };
}

function committedEntry(pass: Pass, row: number, place: Place): GroupPartitionEntry {
  const { committed, end, start } = pass;
  const commit = { value: committed.offsets[row] ?? NaN, wide: committed.wide.get(row) };
  const { state, lag, lost } = judgeCommit(commit, offsetOf(end, place.index), offsetOf(start, place.index));
  return {
    partition: place.partition,
    committedOffset: Number.isNaN(commit.value) ? null : exact(commit.value, commit.wide).toString(),
    startOffset: offsetAt(start, place.index),
    endOffset: offsetAt(end, place.index),
    lag: lag?.toString() ?? null,
    lost: lost?.toString() ?? null,
    state,
  };
}

/** A partition that a member holds without having committed: its lag is not a number. */
function uncommitted(pass: Pass, topicName: string, partition: number): GroupPartitionEntry {
  const topic = pass.topology.topicByName.get(topicName);
  const i = topic?.partitions.findIndex((candidate) => candidate.partition === partition) ?? -1;
  const index = topic === undefined || i < 0 ? -1 : topic.base + i;
  return {
    partition,
    committedOffset: null,
    startOffset: offsetAt(pass.start, index),
    endOffset: offsetAt(pass.end, index),
    lag: null,
    lost: null,
    state: 'no_commit',
  };
}

function offsetOf(column: OffsetColumn | null, index: number): { value: number; wide: bigint | undefined } {
  return { value: column?.values[index] ?? NaN, wide: column?.wide.get(index) };
}

function offsetAt(column: OffsetColumn | null, index: number): string | null {
  const { value, wide } = offsetOf(column, index);
  return Number.isNaN(value) ? null : exact(value, wide).toString();
}

function columnError(column: OffsetColumn | null, index: number): string | null {
  const code = column?.errors[index] ?? 0;
  return code === 0 ? null : columnErrorName(code);
}
