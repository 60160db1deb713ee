import { DEFAULT_LAG_RULES, type LagRules } from '#lib/lag/lag-rules.ts';
import type { BrokerOutcome, GroupDescription, Item, Quorum } from '#lib/kafka/admin/port.ts';
import { watchSlowness, type SlowWatch } from '#lib/problems/slow-broker.ts';
import { carryMap, partitionColumns, type PartitionColumns } from './carry-partitions.ts';
import { deriveBrokers, itemOutcomes, type DerivedBroker } from './derive-brokers.ts';
import { deriveCommits, type DerivedCommits } from './derive-commits.ts';
import { deriveGroupList, keepGroupList, type CurrentGroup } from './derive-group-list.ts';
import { deriveHealth, type DerivedHealth } from './derive-health.ts';
import { deriveLag, type DerivedLag } from './derive-lag.ts';
import { deriveOffsets, type DerivedOffsets, type OffsetMemory } from './derive-offsets.ts';
import { deriveSizes, type SizeMemory } from './derive-sizes.ts';
import { deriveThroughput, type DerivedThroughput } from './derive-throughput.ts';
import type { GroupRows } from './group-rows.ts';
import { LagMemory } from './lag-memory.ts';
import type { Pass } from './pass.ts';
import { carryShares, type ReadShare } from './share-progress.ts';
import { carryConfigs, type TopicConfig } from './topic-configs.ts';
import { watchGroups, type GroupWatch } from './watch-groups.ts';
import { watchQuorum, type QuorumWatch } from './watch-quorum.ts';

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
  /** Brokers that could not list their groups when they were asked last. */
  unlistedBy: readonly number[];
  watches: ReadonlyMap<string, GroupWatch>;
  descriptions: ReadonlyMap<string, DescribedGroup>;
  shares: ReadonlyMap<string, ReadShare>;
  sizes: SizeMemory | null;
  configs: ReadonlyMap<string, TopicConfig>;
  brokers: ReadonlyMap<number, DerivedBroker>;
  slowness: ReadonlyMap<number, SlowWatch>;
  quorum: Item<Quorum> | null;
  quorumWatch: QuorumWatch | null;
  lag: LagMemory;
}

/** Memory before the first pass. */
export function emptyMemory(): SamplerMemory {
  return {
    offsets: null,
    rows: new Map(),
    groups: [],
    unlistedBy: [],
    watches: new Map(),
    descriptions: new Map(),
    shares: new Map(),
    sizes: null,
    configs: new Map(),
    brokers: new Map(),
    slowness: new Map(),
    quorum: null,
    quorumWatch: null,
    lag: new LagMemory(),
  };
}

/** A pass with what follows from it: the material of snapshot, stored values and problems. */
export interface DerivedPass {
  pass: Pass;
  columns: PartitionColumns;
  brokers: ReadonlyMap<number, DerivedBroker>;
  slowness: ReadonlyMap<number, SlowWatch>;
  offsets: DerivedOffsets;
  throughput: DerivedThroughput;
  commits: DerivedCommits;
  lag: DerivedLag;
  watches: ReadonlyMap<string, GroupWatch>;
  health: DerivedHealth;
  sizes: SizeMemory;
  descriptions: ReadonlyMap<string, DescribedGroup>;
  /** Last known progress of share groups, by group id. */
  shares: ReadonlyMap<string, ReadShare>;
  configs: ReadonlyMap<string, TopicConfig>;
  /** null in ZooKeeper mode or before it was read. */
  quorum: Item<Quorum> | null;
  /** null before a leader was seen. */
  quorumWatch: QuorumWatch | null;
  /** Brokers whose last ListGroups failed: groups they coordinate may be missing from a first pass. */
  unlistedBy: readonly number[];
}

/** What `derivePass` gives. */
interface Derivation {
  derived: DerivedPass;
  memory: SamplerMemory;
}

/** Derives all that follows from one pass and the memory of the passes before, and the memory for the next. `maxGapMs`: no rates over longer gaps. The memory of lag is moved on in place. */
export function derivePass(pass: Pass, memory: SamplerMemory, maxGapMs: number, rules: LagRules = DEFAULT_LAG_RULES): Derivation {
  const steps = deriveInSteps(pass, memory, maxGapMs, rules);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same, with a pause wherever others may have their turn: on a large cluster each step takes tens of milliseconds. */
export function* deriveInSteps(
  pass: Pass,
  memory: SamplerMemory,
  maxGapMs: number,
  rules: LagRules = DEFAULT_LAG_RULES,
): Generator<void, Derivation> {
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
  yield;
  const brokersUp = new Set([...brokers.values()].filter((broker) => broker.state === 'up').map((broker) => broker.nodeId));
  const groups =
    pass.groups === null
      ? keepGroupList(memory.groups, pass)
      : deriveGroupList({ groups: pass.groups, topology, previous: memory.groups, brokersUp, nowMs: pass.startedAtMs });
  const commits = deriveCommits({
    topology,
    columns,
    offsets,
    groups,
    committed: pass.committed,
    memory: memory.rows,
    carry,
    maxGapMs,
    trailing: memory.lag.trailing,
  });
  const configs = carryConfigs(memory.configs, topology, pass.configs, pass.startedMonotonic);
  const sizes = deriveSizes({
    topology,
    logDirs: pass.logDirs,
    previous: memory.sizes,
    carry,
    now: pass.startedMonotonic,
    nowMs: pass.startedAtMs,
  });
  const descriptions = carryDescriptions(memory.descriptions, groups, pass);
  const { leaderBytes } = sizes;
  yield;
  const lag = yield* deriveLag({
    pass,
    columns,
    offsets,
    commits,
    configs,
    leaderBytes,
    descriptions,
    memory: memory.lag,
    rules,
  });
  yield;
  const derived: DerivedPass = {
    pass,
    columns,
    brokers,
    slowness: watchSlowness([...brokers.values()], memory.slowness, pass.startedAtMs),
    offsets,
    throughput: deriveThroughput({ topology, columns, ...offsets }),
    commits,
    lag,
    watches: watchGroups(commits, memory.watches, pass.startedAtMs, (g) => lag.groupVerdicts[g]?.code === 'REWIND'),
    health: deriveHealth({ topology, brokers, minIsr: (topic) => configs.get(topic.name)?.minInsyncReplicas ?? null }),
    sizes,
    descriptions,
    shares: carryShares(memory.shares, groups, pass),
    configs,
    quorum,
    quorumWatch: watchQuorum(pass.quorum, memory.quorumWatch, pass.startedAtMs),
    unlistedBy:
      pass.groups?.brokers.filter((broker) => broker.fault !== null).map((broker) => broker.nodeId) ?? memory.unlistedBy,
  };
  const next: SamplerMemory = {
    offsets: offsets.memory,
    rows: commits.memory,
    groups,
    unlistedBy: derived.unlistedBy,
    watches: derived.watches,
    descriptions: derived.descriptions,
    shares: derived.shares,
    sizes: derived.sizes,
    configs,
    brokers,
    slowness: derived.slowness,
    quorum,
    quorumWatch: derived.quorumWatch,
    lag: memory.lag,
  };
  return { derived, memory: next };
}

/** Everything each broker was asked in a pass. */
export function outcomes(pass: Pass): BrokerOutcome[] {
  return [
    ...pass.end.brokers,
    ...(pass.start?.brokers ?? []),
    ...(pass.groups?.brokers ?? []),
    ...pass.committed.brokers,
    ...itemOutcomes(pass.logDirs?.brokers),
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
