import type { CommittedColumns, KafkaFault, Topology } from '#lib/kafka/admin/port.ts';
import type { PartitionColumns } from './carry-partitions.ts';
import { addLag, addRate, consumptionColumns, growConsumption, type ConsumptionColumns } from './consumption-columns.ts';
import { answerTimes, difference, type DerivedOffsets } from './derive-offsets.ts';
import type { CurrentGroup } from './derive-group-list.ts';
import { carryRows, rowsOfGroup, unknownRows, type GroupRows } from './group-rows.ts';
import { judgeCommit } from './judge-commit.ts';

/** How many partitions in a bad state are remembered by name for one group. */
const SAMPLE_LIMIT = 20;
/** Room for pairs (group, topic) at first; it doubles when it is full. */
const PAIRS_FIRST = 1_024;

/** A commit that could not be read, or that points into a topic the credential does not see. */
export interface RowFault {
  topic: string;
  partition: number;
  code: number;
}

/** What a pass says about groups. Slots of `byGroup` follow `groups`; of `byTopic` the topology; of `byPair` the pairs (group, topic). */
export interface DerivedCommits {
  groups: readonly CurrentGroup[];
  /** Fault of each group: unlisted, not authorized, coordinator away; null when its commits were read. */
  faults: (KafkaFault | null)[];
  byGroup: ConsumptionColumns;
  byTopic: ConsumptionColumns;
  byPair: ConsumptionColumns;
  pairGroup: number[];
  pairTopic: number[];
  /** Committed offsets of pair `k`, by partition number, at `[pairStart[k], pairStart[k] + partitions)`; NaN = none or unknown. */
  committed: Float64Array;
  pairStart: number[];
  topicsOfGroup: Uint32Array;
  groupsOfTopic: Uint32Array;
  lost: Uint32Array;
  ahead: Uint32Array;
  lostSample: Map<number, number[]>;
  aheadSample: Map<number, number[]>;
  /** Largest known lag of one partition of each group (NaN = none known), its exact form beyond 2^53, and the partition. */
  maxLag: Float64Array;
  maxLagWide: Map<number, bigint>;
  maxLagAt: Int32Array;
  rowFaults: Map<number, RowFault[]>;
  /** Rows to remember, by group id. */
  memory: Map<string, GroupRows>;
}

/** Whether everything that group `g` committed could be judged. What is missing may be anything: it resolves nothing. */
export function isFullyJudged({ ahead, byGroup, faults, rowFaults }: DerivedCommits, g: number): boolean {
  // A commit into a topic that is not there cannot be judged by any pass: it is no gap.
  const strangers = rowFaults.get(g)?.filter(({ code }) => code === 0).length ?? 0;
  const judged = (byGroup.lagKnown[g] ?? 0) + (ahead[g] ?? 0) + strangers;
  return faults[g] === null && judged >= (byGroup.total[g] ?? 0);
}

export interface CommitInput {
  topology: Topology;
  columns: PartitionColumns;
  offsets: DerivedOffsets;
  groups: readonly CurrentGroup[];
  committed: CommittedColumns;
  /** Rows of the last pass by group, in the layout of that pass, and how to move them to this one. */
  memory: ReadonlyMap<string, GroupRows>;
  carry: Int32Array | null;
  maxGapMs: number;
  /** By partition: commits behind which nothing but transaction markers lies, while the end stands there. In the layout of the last pass. */
  trailing: ReadonlyMap<number, { commit: number; end: number; onlyControl: boolean }>;
}

/** Judges every commit of a pass against the end offsets of the same pass and sums by group, topic and pair. One loop over the rows, no object per row. */
export function deriveCommits(input: CommitInput): DerivedCommits {
  const { topology, groups, committed } = input;
  const answered = new Map(committed.groupIds.map((groupId, at) => [groupId, at]));
  const answerTime = answerTimes(committed.answeredAtByBroker);
  const result = blank(input);
  const work: Work = {
    input,
    result,
    pairs: consumptionColumns(Math.max(PAIRS_FIRST, input.memory.size)),
    topicSlot: new Int32Array(topology.topics.length),
    topicStamp: new Int32Array(topology.topics.length).fill(-1),
    before: new Float64Array(topology.partitionCount),
    beforeStamp: new Int32Array(topology.partitionCount).fill(-1),
    committedLength: 0,
    // After a change of the layout the indexes mean other partitions: then nothing is known for one pass.
    trailing: input.carry === null ? input.trailing : new Map(),
  };

  for (let g = 0; g < groups.length; g++) {
    const group = groups[g];
    if (group === undefined) continue;
    const { groupId, kind, coordinator } = group.listing;
    const last = input.memory.get(groupId);
    const past = last && carryRows(last, input.carry);
    const at = answered.get(groupId);
    const fault = group.fault ?? (at === undefined ? notAsked(kind, coordinator) : (committed.faults[at] ?? null));
    result.faults[g] = fault;
    const isRead = at !== undefined && fault === null;
    const rows = isRead
      ? rowsOfGroup(committed, at, answerTime(committed.coordinators[at] ?? coordinator))
      : past && unknownRows(past);
    if (rows === undefined) continue;
    sumRows(work, g, rows, past);
    if (isRead) collectFaults(work, g, at);
    result.memory.set(groupId, rows);
  }
  result.byPair = work.pairs;
  result.committed = result.committed.subarray(0, work.committedLength);
  return result;
}

interface Work {
  input: CommitInput;
  result: DerivedCommits;
  pairs: ConsumptionColumns;
  topicSlot: Int32Array;
  topicStamp: Int32Array;
  /** Offset a group had committed in the last pass, by partition; valid where the stamp is the group's number. */
  before: Float64Array;
  beforeStamp: Int32Array;
  committedLength: number;
  trailing: CommitInput['trailing'];
}

function sumRows(work: Work, g: number, rows: GroupRows, past: GroupRows | undefined): void {
  const { input, result, pairs, before, beforeStamp, topicSlot, topicStamp } = work;
  const { offsets } = input;
  const { byGroup, byTopic } = result;
  const elapsed = past === undefined ? NaN : rows.at - past.at;
  const hasRate = elapsed > 0 && elapsed <= input.maxGapMs;
  if (hasRate && past !== undefined) {
    for (let row = 0; row < past.partitions.length; row++) {
      const p = past.partitions[row] ?? -1;
      if (p < 0) continue;
      before[p] = past.offsets[row] ?? NaN;
      beforeStamp[p] = g;
    }
  }
  for (let row = 0; row < rows.partitions.length; row++) {
    const p = rows.partitions[row] ?? -1;
    byGroup.total[g] = (byGroup.total[g] ?? 0) + 1;
    if (p < 0) continue;
    const t = input.columns.topicOf[p] ?? 0;
    if (topicStamp[t] !== g) {
      topicStamp[t] = g;
      topicSlot[t] = openPair(work, g, t);
    }
    const pair = topicSlot[t] ?? 0;
    byTopic.total[t] = (byTopic.total[t] ?? 0) + 1;
    pairs.total[pair] = (pairs.total[pair] ?? 0) + 1;

    const commit = rows.offsets[row] ?? NaN;
    if (Number.isNaN(commit)) continue;
    const commitWide = rows.wide?.get(p);
    const base = input.topology.topics[t]?.base ?? 0;
    result.committed[(result.pairStart[pair] ?? 0) + p - base] = commit;

    if (hasRate && beforeStamp[p] === g) {
      const moved = difference(commit, commitWide, before[p] ?? NaN, past?.wide?.get(p));
      if (moved >= 0) {
        const rate = (moved * 1000) / elapsed;
        addRate(byGroup, g, rate);
        addRate(byTopic, t, rate);
        addRate(pairs, pair, rate);
      }
    }
    const end = offsets.end[p] ?? NaN;
    if (Number.isNaN(end)) continue;
    const endWide = offsets.endWide.get(p);
    const start = offsets.start[p] ?? NaN;
    if (commitWide !== undefined || endWide !== undefined) {
      sumWide(work, g, t, pair, p, commit, commitWide);
      continue;
    }
    const behind = end - commit;
    // Transaction markers are no messages: a group that only has those before it is at the end.
    const marked = behind > 0 && work.trailing.size > 0 ? work.trailing.get(p) : undefined;
    const lag = marked?.onlyControl === true && marked.end === end && commit >= marked.commit ? 0 : behind;
    if (lag < 0) {
      result.ahead[g] = (result.ahead[g] ?? 0) + 1;
      remember(result.aheadSample, g, p);
      continue;
    }
    if (start > commit) {
      result.lost[g] = (result.lost[g] ?? 0) + 1;
      remember(result.lostSample, g, p);
    }
    addLag(byGroup, g, lag);
    addLag(byTopic, t, lag);
    addLag(pairs, pair, lag);
    if (!(lag <= (result.maxLag[g] ?? NaN))) {
      result.maxLag[g] = lag;
      result.maxLagAt[g] = p;
      result.maxLagWide.delete(g);
    }
  }
}

/** The same judgement with exact integers, for offsets beyond 2^53. */
function sumWide(
  work: Work,
  g: number,
  t: number,
  pair: number,
  p: number,
  commit: number,
  commitWide: bigint | undefined,
): void {
  const { result, pairs, input } = work;
  const { offsets } = input;
  const standing = judgeCommit(
    { value: commit, wide: commitWide },
    { value: offsets.end[p] ?? NaN, wide: offsets.endWide.get(p) },
    { value: offsets.start[p] ?? NaN, wide: offsets.startWide.get(p) },
  );
  if (standing.state === 'ahead_of_end') {
    result.ahead[g] = (result.ahead[g] ?? 0) + 1;
    remember(result.aheadSample, g, p);
  }
  if (standing.state === 'lost') {
    result.lost[g] = (result.lost[g] ?? 0) + 1;
    remember(result.lostSample, g, p);
  }
  if (standing.lag === null) return;
  for (const [columns, slot] of [[result.byGroup, g] as const, [result.byTopic, t] as const, [pairs, pair] as const]) {
    columns.lag.addBig(slot, standing.lag);
    columns.lagKnown[slot] = (columns.lagKnown[slot] ?? 0) + 1;
  }
  const lag = Number(standing.lag);
  if (!(lag <= (result.maxLag[g] ?? NaN))) {
    result.maxLag[g] = lag;
    result.maxLagAt[g] = p;
    result.maxLagWide.set(g, standing.lag);
  }
}

function openPair(work: Work, g: number, t: number): number {
  const { result, input } = work;
  const pair = result.pairGroup.length;
  if (pair >= work.pairs.total.length) growConsumption(work.pairs, pair * 2);
  result.pairGroup.push(g);
  result.pairTopic.push(t);
  result.pairStart.push(work.committedLength);
  work.committedLength += input.topology.topics[t]?.partitions.length ?? 0;
  if (work.committedLength > result.committed.length) {
    const larger = new Float64Array(Math.max(1024, work.committedLength * 2)).fill(NaN);
    larger.set(result.committed);
    result.committed = larger;
  }
  result.topicsOfGroup[g] = (result.topicsOfGroup[g] ?? 0) + 1;
  result.groupsOfTopic[t] = (result.groupsOfTopic[t] ?? 0) + 1;
  return pair;
}

function collectFaults(work: Work, g: number, at: number): void {
  const { topology, committed, columns } = work.input;
  const from = committed.starts[at] ?? 0;
  const to = committed.starts[at + 1] ?? from;
  const faults: RowFault[] = [];
  for (let row = from; row < to; row++) {
    const code = committed.errors[row] ?? 0;
    const p = committed.partitionIndex[row] ?? -1;
    if (code === 0 && p >= 0) continue;
    const topic = p >= 0 ? topology.topics[columns.topicOf[p] ?? -1] : undefined;
    const place = topic === undefined ? committed.strangers.get(row) : { topic: topic.name, partition: p - topic.base };
    if (place !== undefined) faults.push({ ...place, code });
  }
  if (faults.length > 0) work.result.rowFaults.set(g, faults);
}

function remember(samples: Map<number, number[]>, g: number, p: number): void {
  const sample = samples.get(g);
  if (sample === undefined) samples.set(g, [p]);
  else if (sample.length < SAMPLE_LIMIT) sample.push(p);
}

function notAsked(kind: string, nodeId: number): KafkaFault | null {
  // Share groups keep no committed offsets: their progress is not a commit, so nothing is missing.
  if (kind === 'share') return null;
  return { code: 'NOT_ASKED', kafkaCode: null, message: 'Its commits were not read in this pass.', nodeId };
}

function blank(input: CommitInput): DerivedCommits {
  const groups = input.groups.length;
  const topics = input.topology.topics.length;
  return {
    groups: input.groups,
    faults: Array.from({ length: groups }, () => null),
    byGroup: consumptionColumns(groups),
    byTopic: consumptionColumns(topics),
    byPair: consumptionColumns(0),
    pairGroup: [],
    pairTopic: [],
    committed: new Float64Array(0),
    pairStart: [],
    topicsOfGroup: new Uint32Array(groups),
    groupsOfTopic: new Uint32Array(topics),
    lost: new Uint32Array(groups),
    ahead: new Uint32Array(groups),
    lostSample: new Map(),
    aheadSample: new Map(),
    maxLag: new Float64Array(groups).fill(NaN),
    maxLagWide: new Map(),
    maxLagAt: new Int32Array(groups).fill(-1),
    rowFaults: new Map(),
    memory: new Map(),
  };
}
