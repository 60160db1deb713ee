import type { BrokerOutcome, GroupDescription, Item, KafkaFault, Quorum } from '#lib/kafka/admin/port.ts';
import { carryMap, partitionColumns, type PartitionColumns } from './carry-partitions.ts';
import { deriveBrokers, itemOutcomes, type DerivedBroker } from './derive-brokers.ts';
import { deriveCommits, type DerivedCommits } from './derive-commits.ts';
import { deriveGroupList, type CurrentGroup } from './derive-group-list.ts';
import { deriveHealth, type DerivedHealth } from './derive-health.ts';
import { deriveOffsets, type DerivedOffsets, type OffsetMemory } from './derive-offsets.ts';
import { deriveSizes, type SizeMemory } from './derive-sizes.ts';
import { deriveThroughput, type DerivedThroughput } from './derive-throughput.ts';
import type { GroupRows } from './group-rows.ts';
import type { Pass } from './pass.ts';
import { carryConfigs, type TopicConfig } from './topic-configs.ts';
import { watchGroups, type GroupWatch } from './watch-groups.ts';

/** The last description of a group. */
export interface DescribedGroup {
  readAtMs: number;
  item: Item<GroupDescription>;
}

/** Everything remembered of one cluster from pass to pass. A new process starts with `emptyMemory`. */
export interface SamplerMemory {
  offsets: OffsetMemory | null;
  rows: ReadonlyMap<string, GroupRows>;
  groups: readonly CurrentGroup[];
  watches: ReadonlyMap<string, GroupWatch>;
  descriptions: ReadonlyMap<string, DescribedGroup>;
  sizes: SizeMemory | null;
  configs: ReadonlyMap<string, TopicConfig>;
  brokers: ReadonlyMap<number, DerivedBroker>;
  quorum: Item<Quorum> | null;
}

/** Memory before the first pass. */
export function emptyMemory(): SamplerMemory {
  return {
    offsets: null,
    rows: new Map(),
    groups: [],
    watches: new Map(),
    descriptions: new Map(),
    sizes: null,
    configs: new Map(),
    brokers: new Map(),
    quorum: null,
  };
}

/** A pass with what follows from it: the material of snapshot, stored values and problems. */
export interface DerivedPass {
  pass: Pass;
  columns: PartitionColumns;
  brokers: ReadonlyMap<number, DerivedBroker>;
  offsets: DerivedOffsets;
  throughput: DerivedThroughput;
  commits: DerivedCommits;
  watches: ReadonlyMap<string, GroupWatch>;
  health: DerivedHealth;
  sizes: SizeMemory;
  descriptions: ReadonlyMap<string, DescribedGroup>;
  configs: ReadonlyMap<string, TopicConfig>;
  /** null in ZooKeeper mode or before it was read. */
  quorum: Item<Quorum> | null;
  /** Brokers whose ListGroups failed: groups they coordinate may be missing from a first pass. */
  groupListFaults: readonly KafkaFault[];
}

/** Derives all that follows from one pass and the memory of the passes before, and the memory for the next. `maxGapMs`: no rates over longer gaps. */
export function derivePass(pass: Pass, memory: SamplerMemory, maxGapMs: number): { derived: DerivedPass; memory: SamplerMemory } {
  const { topology } = pass;
  const columns = partitionColumns(topology);
  const carry = memory.offsets === null ? null : carryMap(memory.offsets.topology, topology);
  const quorum = pass.quorum ?? memory.quorum;
  const brokers = deriveBrokers({
    topology,
    cluster: pass.cluster,
    quorum,
    outcomes: outcomes(pass),
    previous: memory.brokers,
    now: pass.startedMonotonic,
    nowMs: pass.startedAtMs,
  });
  const offsets = deriveOffsets({ topology, columns, end: pass.end, start: pass.start, memory: memory.offsets, maxGapMs });
  const brokersUp = new Set([...brokers.values()].filter((broker) => broker.state === 'up').map((broker) => broker.nodeId));
  const groups = deriveGroupList({ groups: pass.groups, topology, previous: memory.groups, brokersUp });
  const commits = deriveCommits({
    topology,
    columns,
    offsets,
    groups,
    committed: pass.committed,
    memory: memory.rows,
    carry,
    maxGapMs,
  });
  const configs = carryConfigs(memory.configs, topology, pass.configs, pass.startedMonotonic);
  const derived: DerivedPass = {
    pass,
    columns,
    brokers,
    offsets,
    throughput: deriveThroughput({ topology, columns, ...offsets }),
    commits,
    watches: watchGroups(commits, memory.watches, pass.startedAtMs),
    health: deriveHealth({ topology, brokers, minIsr: (topic) => configs.get(topic.name)?.minInsyncReplicas ?? null }),
    sizes: deriveSizes({
      topology,
      leaderOf: columns.leaderOf,
      logDirs: pass.logDirs,
      previous: memory.sizes,
      carry,
      nowMs: pass.startedAtMs,
    }),
    descriptions: carryDescriptions(memory.descriptions, groups, pass),
    configs,
    quorum,
    groupListFaults: pass.groups.brokers.flatMap((broker) => broker.fault ?? []),
  };
  const next: SamplerMemory = {
    offsets: offsets.memory,
    rows: commits.memory,
    groups,
    watches: derived.watches,
    descriptions: derived.descriptions,
    sizes: derived.sizes,
    configs,
    brokers,
    quorum,
  };
  return { derived, memory: next };
}

/** Everything each broker was asked in a pass. */
export function outcomes(pass: Pass): BrokerOutcome[] {
  return [
    ...pass.end.brokers,
    ...(pass.start?.brokers ?? []),
    ...pass.groups.brokers,
    ...pass.committed.brokers,
    ...itemOutcomes(pass.logDirs),
  ];
}

function carryDescriptions(
  previous: ReadonlyMap<string, DescribedGroup>,
  groups: readonly CurrentGroup[],
  pass: Pass,
): ReadonlyMap<string, DescribedGroup> {
  const descriptions = new Map<string, DescribedGroup>();
  for (const { listing } of groups) {
    const item = pass.descriptions?.get(listing.groupId);
    const known = item === undefined ? previous.get(listing.groupId) : { readAtMs: pass.startedAtMs, item };
    if (known !== undefined) descriptions.set(listing.groupId, known);
  }
  return descriptions;
}
