import type { Verdict, VerdictCode } from '#lib/contracts/verdict.ts';
import type { GroupDescription, Item } from '#lib/kafka/admin/port.ts';
import { blankAge, type Age } from '#lib/lag/crossings.ts';
import type { GroupTrack, TopicTrack } from '#lib/lag/group-track.ts';
import { isKeepingUp, judgePartition, STANDING, stopAfterMs, type PartitionFacts } from '#lib/lag/judge-partition.ts';
import type { LagRules } from '#lib/lag/lag-rules.ts';
import {
  catchUpSeconds,
  headroomBySize,
  headroomByTime,
  headroomBytes,
  laterCatchUp,
  type CatchUp,
  type RetentionFacts,
} from '#lib/lag/outlook.ts';
import { judgeGroup, judgeTopic, type Judgement } from '#lib/lag/verdict.ts';
import { carryMap, type PartitionColumns } from './carry-partitions.ts';
import type { DerivedCommits } from './derive-commits.ts';
import { answerTimes, type DerivedOffsets } from './derive-offsets.ts';
import type { GroupRows } from './group-rows.ts';
import { BehindColumns } from './lag-columns.ts';
import type { LagMemory } from './lag-memory.ts';
import { LagWants } from './lag-wants.ts';
import { membersHash, REBALANCING_STATES, uncommittedTopics } from './member-facts.ts';
import { namePartitions, oddPartitions, type NameInput, type OddPartition } from './name-partitions.ts';
import type { Pass } from './pass.ts';
import { takeLagReadings } from './take-lag-readings.ts';
import { topicKey } from './topic-key.ts';
import type { TopicConfig } from './topic-configs.ts';

/** Groups of ordinary size take less than ten milliseconds in such a number. */
const GROUPS_PER_STEP = 64;
/** Rates look back at least this far. */
const RATE_WINDOW_MIN_MS = 60_000;
/** Rows of a group that its rhythm is learned from. */
const RHYTHM_ROWS = 32;
/** Commits are steps: rates look over at least so many of them. */
const RATE_COMMITS = 3;

/** After so long without a look at a commit and its end, what happened in between says nothing about the group's habits. Two intervals of the slowest cadence. */
const BLIND_MS = 120_000;

/** What a group's standing on one topic, or on all of them, looks like in time. */
export interface Outlook {
  catchUp: CatchUp;
  /** Until retention takes the next record: seconds and bytes; Infinity = never, NaN = not known. */
  headroomSeconds: number;
  headroomBytes: number;
  /** Last commit seen to move, wall ms; NaN = none seen. */
  lastCommitMs: number;
  /** Messages per second, smoothed; null = not known yet. */
  produced: number | null;
  consumed: number | null;
}

/** What a pass says about lag in time. Slots of `byGroup` follow the groups, of `byTopic` the topology, of `byPair` the pairs (group, topic) of `DerivedCommits`. */
export interface DerivedLag {
  byGroup: BehindColumns;
  byTopic: BehindColumns;
  byPair: BehindColumns;
  pairVerdicts: Verdict[];
  /** null for groups that commit nothing by their nature (share groups). */
  groupVerdicts: (Verdict | null)[];
  pairOutlooks: Outlook[];
  groupOutlooks: Outlook[];
  /** Partitions of a group in a state of their own, by group; few. */
  odd: Map<number, OddPartition[]>;
  /** Topics that members hold without any commit, and the partitions they hold, by group. */
  uncommitted: Map<number, ReadonlyMap<string, readonly number[]>>;
  /** End − last stable offset by topic index, over the partitions that were seen with open transactions; NaN = one of the topic's partitions could not be read. Topics without any are absent. */
  openTransactions: ReadonlyMap<number, number>;
  /** Whether the last look for open transactions read every partition of a topic, by topic index. */
  isStableKnown: (topic: number) => boolean;
  /** What the next passes may read to know more. */
  wants: LagWants;
}

export interface LagInput {
  pass: Pass;
  columns: PartitionColumns;
  offsets: DerivedOffsets;
  commits: DerivedCommits;
  configs: ReadonlyMap<string, TopicConfig>;
  /** Bytes of the leader's replica of each partition. */
  leaderBytes: Float64Array;
  descriptions: ReadonlyMap<string, { item: Item<GroupDescription> }>;
  memory: LagMemory;
  rules: LagRules;
}

/** Derives lag in time, outlooks and verdicts of a pass, and moves `memory` on. One loop over the rows, no object per row. Pauses after every few groups. */
export function* deriveLag(input: LagInput): Generator<void, DerivedLag> {
  const { pass, commits, memory, rules } = input;
  const { topology } = pass;
  const map = memory.topology === null ? null : carryMap(memory.topology, topology);
  memory.carry(topology, map, pass.startedAtMs);
  takeLagReadings(pass, input.columns, memory);
  const work = new Work(input);
  observeEnds(work);
  yield;
  let nextPair = 0;
  for (let g = 0; g < commits.groups.length; g++) {
    const from = nextPair;
    while (nextPair < commits.pairGroup.length && commits.pairGroup[nextPair] === g) nextPair++;
    deriveGroup(work, g, from, nextPair);
    if (g % GROUPS_PER_STEP === GROUPS_PER_STEP - 1) yield;
  }
  memory.forget(new Set(commits.groups.map(({ listing }) => listing.groupId)), pass.startedAtMs, rules.settleMs);
  memory.seenUntilMs = pass.startedAtMs;
  return work.result;
}

/** Columns that one pass works with. Per-pair sums have one element per pair of the pass. */
class Work {
  readonly input: LagInput;
  readonly result: DerivedLag;
  readonly nowMs: number;
  /** Wall ms of the answer of a partition's leader. */
  readonly answeredMs: (leader: number) => number;
  /** The same by partition, where it answered. */
  readonly seenMs: Float64Array;
  /** Offsets produced since the last known end of each partition; NaN = unknown. */
  readonly produced: Float64Array;
  readonly retentionMs: Float64Array;
  readonly retentionBytes: Float64Array;
  readonly pairOfTopic: Int32Array;
  readonly age: Age = blankAge();
  readonly facts: PartitionFacts = {
    nowMs: 0,
    lag: 0,
    isLost: false,
    ageMs: NaN,
    zeroAtMs: NaN,
    flatSinceMs: NaN,
    rewoundAtMs: NaN,
    isEmpty: false,
    stopAfterMs: 0,
  };
  readonly retention: RetentionFacts = {
    upperMs: NaN,
    retentionMs: NaN,
    retentionBytes: NaN,
    sizeBytes: NaN,
    held: 0,
    lag: 0,
    produced: NaN,
  };
  readonly pairs: PairSums;
  readonly naming: NameInput;

  constructor(input: LagInput) {
    const { pass, commits, configs } = input;
    const { topology } = pass;
    this.input = input;
    this.nowMs = pass.startedAtMs;
    const answered = answerTimes(pass.end.answeredAtByBroker);
    const shift = pass.startedAtMs - pass.startedMonotonic;
    this.answeredMs = (leader) => {
      const at = answered(leader) + shift;
      return Number.isNaN(at) ? pass.startedAtMs : at;
    };
    this.produced = new Float64Array(topology.partitionCount).fill(NaN);
    this.seenMs = new Float64Array(topology.partitionCount);
    this.retentionMs = new Float64Array(topology.topics.length).fill(NaN);
    this.retentionBytes = new Float64Array(topology.topics.length).fill(NaN);
    for (const [t, topic] of topology.topics.entries()) {
      const config = configs.get(topic.name);
      if (config === undefined || config.cleanupPolicy === null) continue;
      // A topic that is only compacted loses no record to retention.
      const isKept = !config.cleanupPolicy.includes('delete');
      this.retentionMs[t] = isKept ? -1 : Number(config.retentionMs ?? NaN);
      this.retentionBytes[t] = isKept ? -1 : Number(config.retentionBytes ?? NaN);
    }
    this.pairOfTopic = new Int32Array(topology.topics.length);
    const pairs = commits.pairGroup.length;
    this.pairs = new PairSums(pairs);
    this.naming = { topology, topicOf: input.columns.topicOf, pairOfTopic: this.pairOfTopic, end: input.offsets.end };
    this.result = {
      byGroup: new BehindColumns(commits.groups.length),
      byTopic: new BehindColumns(topology.topics.length),
      byPair: new BehindColumns(pairs),
      pairVerdicts: [],
      groupVerdicts: [],
      pairOutlooks: [],
      groupOutlooks: [],
      odd: new Map(),
      uncommitted: new Map(),
      openTransactions: openTransactions(input),
      isStableKnown: (t) => isStableKnown(input, t),
      wants: new LagWants(topology.partitionCount),
    };
  }
}

/** Sums over the partitions of each pair. */
class PairSums {
  readonly known: Uint32Array;
  readonly ahead: Uint32Array;
  readonly lag: Float64Array;
  readonly lost: Uint32Array;
  readonly rewound: Uint32Array;
  readonly stuck: Uint32Array;
  readonly slow: Uint32Array;
  readonly notKeepingUp: Uint32Array;
  readonly lostOffsets: Float64Array;
  readonly rewoundOffsets: Float64Array;
  readonly stillMs: Float64Array;
  readonly consumed: Float64Array;
  readonly produced: Float64Array;
  readonly lastCommit: Float64Array;
  readonly headroomSeconds: Float64Array;
  readonly headroomBytes: Float64Array;

  constructor(pairs: number) {
    const counts = () => new Uint32Array(pairs);
    const sums = () => new Float64Array(pairs);
    this.known = counts();
    this.ahead = counts();
    this.lag = sums();
    this.lost = counts();
    this.rewound = counts();
    this.stuck = counts();
    this.slow = counts();
    this.notKeepingUp = counts();
    this.lostOffsets = sums();
    this.rewoundOffsets = sums();
    this.stillMs = sums();
    this.consumed = sums();
    this.produced = sums();
    this.lastCommit = sums().fill(NaN);
    this.headroomSeconds = sums().fill(Infinity);
    this.headroomBytes = sums().fill(Infinity);
  }
}

/** Moves the crossings of all partitions that someone consumes on, and notes which leaders changed. */
function observeEnds(work: Work): void {
  const { input, produced } = work;
  const { memory, offsets, columns, commits, pass } = input;
  const { topics } = pass.topology;
  for (const { index, lostOffsets } of offsets.truncations) {
    memory.truncated.set(index, { atMs: work.nowMs, lostOffsets });
    // What was read of the records at these offsets is about others now.
    memory.exact.delete(index);
    memory.trailing.delete(index);
    memory.crossings.reset(index);
    memory.rungs[index] = 0;
  }
  let consumed = 0;
  for (let t = 0; t < topics.length; t++) {
    if ((commits.byTopic.total[t] ?? 0) > 0) consumed += topics[t]?.partitions.length ?? 0;
  }
  memory.crossings.reserve(consumed);
  for (let t = 0; t < topics.length; t++) {
    const topic = topics[t];
    if (topic === undefined) continue;
    // Once followed, a topic stays so while nobody consumes it: its stored points would else pass for those of a log that stood still.
    const isConsumed =
      (commits.byTopic.total[t] ?? 0) > 0 || topic.partitions.some((_any, i) => memory.crossings.count(topic.base + i) > 0);
    let hasMoved = false;
    let leaderMoved = false;
    for (let p = topic.base; p < topic.base + topic.partitions.length; p++) {
      const leader = columns.leaderOf[p] ?? -1;
      const epoch = columns.epochOf[p] ?? -1;
      const before = memory.leaderOf[p] ?? -1;
      if (before >= 0 && (leader !== before || epoch > (memory.epochOf[p] ?? -1))) leaderMoved = true;
      if (leader >= 0) memory.leaderOf[p] = leader;
      memory.epochOf[p] = epoch;
      const end = offsets.end[p] ?? NaN;
      if (Number.isNaN(end)) {
        hasMoved = true;
        continue;
      }
      const last = memory.lastEnd[p] ?? NaN;
      const atMs = work.answeredMs(leader);
      work.seenMs[p] = atMs;
      if (last <= end) produced[p] = end - last;
      if (last !== end) memory.endSince[p] = atMs;
      memory.lastEnd[p] = end;
      if (isConsumed && memory.crossings.observe(p, end, atMs)) hasMoved = true;
    }
    const key = hasMoved || leaderMoved ? topicKey(topic) : '';
    if (hasMoved && isConsumed) memory.moved.add(key);
    if (leaderMoved) memory.leaderMovedAt.set(key, work.nowMs);
  }
}

function deriveGroup(work: Work, g: number, fromPair: number, toPair: number): void {
  const { input, result, nowMs } = work;
  const { commits, memory, rules } = input;
  const group = commits.groups[g];
  if (group === undefined) return;
  const { listing } = group;
  const rows = commits.memory.get(listing.groupId);
  if (listing.kind === 'share') {
    result.groupVerdicts[g] = null;
    result.groupOutlooks[g] = unknownOutlook();
    return;
  }
  const track = memory.track(listing.groupId);
  if (rows === undefined) {
    const { judgement } = judgeGroup({ isUnread: true, rebalances: 0, members: null }, [], rules);
    result.groupVerdicts[g] = { ...judgement, since: sinceOf(track, judgement.code, nowMs), partitions: [], partitionsTotal: 0 };
    result.groupOutlooks[g] = unknownOutlook();
    return;
  }
  track.align(rows.partitions, memory.scratch);
  for (let pair = fromPair; pair < toPair; pair++) work.pairOfTopic[commits.pairTopic[pair] ?? 0] = pair;
  noteMembers(work, g, track);
  sumRows(work, g, rows, track);

  const members = membersOf(work, g);
  const isSettling = nowMs - (track.rebalancedAt.at(-1) ?? -Infinity) <= rules.settleMs;
  const judgements: Judgement[] = [];
  const sinces: number[] = [];
  let catchUp: CatchUp = 0;
  const outlook: Outlook = { ...unknownOutlook(), headroomSeconds: Infinity, headroomBytes: Infinity, produced: 0, consumed: 0 };
  for (let pair = fromPair; pair < toPair; pair++) {
    const judged = judgePair(work, g, pair, track, isSettling);
    judgements.push(judged.judgement);
    sinces.push(judged.sinceMs);
    result.pairOutlooks[pair] = judged.outlook;
    catchUp = laterCatchUp(catchUp, judged.outlook.catchUp);
    outlook.headroomSeconds = leastKnown(outlook.headroomSeconds, judged.outlook.headroomSeconds);
    outlook.headroomBytes = leastKnown(outlook.headroomBytes, judged.outlook.headroomBytes);
    outlook.lastCommitMs = latest(outlook.lastCommitMs, judged.outlook.lastCommitMs);
    outlook.produced = plus(outlook.produced, judged.outlook.produced);
    outlook.consumed = plus(outlook.consumed, judged.outlook.consumed);
    result.byGroup.merge(g, result.byPair, pair);
    result.byTopic.merge(commits.pairTopic[pair] ?? 0, result.byPair, pair);
  }
  const names = namePartitions(
    work.naming,
    track,
    fromPair,
    judgements.map((judgement) => judgement.code),
  );
  for (const [i, judgement] of judgements.entries()) {
    result.pairVerdicts[fromPair + i] = {
      ...judgement,
      since: new Date(sinces[i] ?? nowMs).toISOString(),
      ...(names[i] ?? { partitions: [], partitionsTotal: 0 }),
    };
  }
  const uncommitted = result.uncommitted.get(g);
  for (const held of uncommitted?.values() ?? []) {
    judgements.push({ code: 'NO_COMMIT', reason: null, evidence: { uncommitted: held.length } });
  }
  result.groupOutlooks[g] = toPair > fromPair ? { ...outlook, catchUp } : unknownOutlook();
  const isUnread = commits.faults[g] !== null;
  const { judgement, worst } = judgeGroup({ isUnread, rebalances: track.rebalancedAt.length, members }, judgements, rules);
  result.groupVerdicts[g] = {
    ...judgement,
    since: sinceOf(track, judgement.code, nowMs),
    ...(worst < 0 ? { partitions: [], partitionsTotal: 0 } : groupNames(work, judgement.code, fromPair, toPair, uncommitted)),
  };
  const odd = oddPartitions(work.naming, memory, track, rows);
  if (odd.length > 0) result.odd.set(g, odd);
}

/** Since when the group has this verdict; from now on it has. */
function sinceOf(track: GroupTrack, code: VerdictCode, nowMs: number): string {
  if (code !== track.code) [track.code, track.codeSinceMs] = [code, nowMs];
  return new Date(track.codeSinceMs).toISOString();
}

/** The loop over the rows of one group: ages, standings and what each adds to its pair. */
function sumRows(work: Work, g: number, rows: GroupRows, track: GroupTrack): void {
  const { input, pairs, facts, age, result, retention, nowMs } = work;
  const { memory, offsets, columns, rules, commits } = input;
  const { byPair, wants } = result;
  const stopAfter = stopAfterMs(rules, track.rhythm.p99GapMs());
  const usualStep = track.rhythm.medianStep() ?? 0;
  const setBack = Math.max(rules.rewindOffsets, rules.rewindSteps * usualStep);
  facts.isEmpty = commits.groups[g]?.listing.state === 'Empty';
  facts.stopAfterMs = stopAfter;
  const isWatched = nowMs - track.readAtMs <= BLIND_MS;
  if (commits.faults[g] === null) track.readAtMs = nowMs;
  for (let row = 0; row < rows.partitions.length; row++) {
    const p = rows.partitions[row] ?? -1;
    if (p < 0) continue;
    const t = columns.topicOf[p] ?? 0;
    const pair = work.pairOfTopic[t] ?? 0;
    byPair.total[pair] = (byPair.total[pair] ?? 0) + 1;
    const commit = rows.offsets[row] ?? NaN;
    if (Number.isNaN(commit)) continue;

    const end = offsets.end[p] ?? NaN;
    const made = work.produced[p] ?? NaN;
    const before = track.commit[row] ?? NaN;
    // It stood at the end when it was last seen, and that is long ago: nobody knows since when there is something to read.
    const isSinceUnknown = made > 0 && end - made === before && nowMs - (track.zeroAt[row] ?? NaN) > BLIND_MS;
    if (Number.isNaN(before)) {
      track.flatSince[row] = nowMs;
    } else if (commit !== before) {
      const zeroAt = track.zeroAt[row] ?? NaN;
      const flatSince = track.flatSince[row] ?? nowMs;
      if (commit > before) {
        // Of a large group a few rows tell its habits as well as all of them.
        if (row < RHYTHM_ROWS && isWatched && !isSinceUnknown)
          track.rhythm.note(nowMs - (zeroAt > flatSince ? zeroAt : flatSince), commit - before);
        // A commit that was set beyond the end read nothing.
        if (!(commit > end)) pairs.consumed[pair] = (pairs.consumed[pair] ?? 0) + commit - before;
        const rewind = track.rewinds.size === 0 ? undefined : track.rewinds.get(p);
        if (rewind !== undefined && commit >= rewind.from) track.rewinds.delete(p);
      } else if (before - commit > setBack && !track.orphans.has(p)) {
        track.rewinds.set(p, { from: Math.max(before, track.rewinds.get(p)?.from ?? before), atMs: nowMs });
      }
      track.flatSince[row] = nowMs;
      track.movedAt[row] = nowMs;
    } else if (isSinceUnknown) {
      track.flatSince[row] = nowMs;
    }
    track.commit[row] = commit;
    const movedAt = track.movedAt[row] ?? NaN;
    if (!(movedAt <= (pairs.lastCommit[pair] ?? NaN)) && movedAt > 0) pairs.lastCommit[pair] = movedAt;

    const lagNow = end - commit;
    if (!(lagNow >= 0)) {
      track.standing[row] = lagNow < 0 ? STANDING.ahead : STANDING.ok;
      if (lagNow < 0) pairs.ahead[pair] = (pairs.ahead[pair] ?? 0) + 1;
      continue;
    }
    pairs.known[pair] = (pairs.known[pair] ?? 0) + 1;
    if (made > 0) pairs.produced[pair] = (pairs.produced[pair] ?? 0) + made;
    const lag = lagNow > 0 && memory.trailing.size > 0 && isTrailing(memory, p, commit, end) ? 0 : lagNow;
    if (lag === 0) {
      track.zeroAt[row] = nowMs;
      track.standing[row] = STANDING.ok;
      age.lowerMs = age.upperMs = age.pointMs = 0;
      age.seeded = false;
      byPair.add(pair, age, false);
      continue;
    }
    pairs.lag[pair] = (pairs.lag[pair] ?? 0) + lag;
    const ageAt = work.seenMs[p] ?? nowMs;
    const start = offsets.start[p] ?? NaN;
    const isLost = start > commit;
    // What was deleted is not the next record to be read.
    const next = isLost ? start : commit;
    let isExact = false;
    const isAged = memory.crossings.estimate(p, next, end, ageAt, age);
    if (isAged) {
      isExact = next < end && memory.exact.size > 0 && takeExact(memory, p, next, ageAt, age);
      byPair.add(pair, age, isExact);
      if (!isExact) wants.noteAge(p, next, age);
    }
    const flatSince = track.flatSince[row] ?? nowMs;
    if (
      lag <= rules.trailingOffsets &&
      nowMs - flatSince >= rules.trailingAfterMs &&
      nowMs - (memory.endSince[p] ?? nowMs) >= rules.trailingAfterMs
    ) {
      wants.noteTrailing(p, commit, end, memory);
    }
    const retentionMs = work.retentionMs[t] ?? NaN;
    const retentionBytes = work.retentionBytes[t] ?? NaN;
    if (!(retentionMs < 0 && retentionBytes < 0)) {
      retention.upperMs = isAged ? age.upperMs : NaN;
      retention.retentionMs = retentionMs;
      retention.retentionBytes = retentionBytes;
      retention.lag = lag;
      // Where the start has passed the commit nothing is left.
      let seconds = isLost ? 0 : headroomByTime(retention);
      let bytes = isLost ? 0 : Infinity;
      // Few topics have a bound of size: the others need no sizes.
      if (!isLost && !(retentionBytes < 0)) {
        retention.sizeBytes = input.leaderBytes[p] ?? NaN;
        retention.held = end - start;
        retention.produced = offsets.rateIn[p] ?? NaN;
        seconds = leastKnown(seconds, headroomBySize(retention));
        bytes = headroomBytes(retention);
      }
      pairs.headroomSeconds[pair] = leastKnown(pairs.headroomSeconds[pair] ?? Infinity, seconds);
      pairs.headroomBytes[pair] = leastKnown(pairs.headroomBytes[pair] ?? Infinity, bytes);
    }

    facts.nowMs = nowMs;
    facts.lag = lag;
    facts.isLost = isLost;
    facts.ageMs = Number.isNaN(age.pointMs) ? age.lowerMs : age.pointMs;
    facts.zeroAtMs = track.zeroAt[row] ?? NaN;
    facts.flatSinceMs = flatSince;
    facts.rewoundAtMs = track.rewinds.size === 0 ? NaN : (track.rewinds.get(p)?.atMs ?? NaN);
    const standing = judgePartition(facts, rules);
    track.standing[row] = standing;
    if (!isKeepingUp(facts, rules)) pairs.notKeepingUp[pair] = (pairs.notKeepingUp[pair] ?? 0) + 1;
    if (standing === STANDING.lost) {
      pairs.lost[pair] = (pairs.lost[pair] ?? 0) + 1;
      pairs.lostOffsets[pair] = (pairs.lostOffsets[pair] ?? 0) + start - commit;
    } else if (standing === STANDING.rewind) {
      pairs.rewound[pair] = (pairs.rewound[pair] ?? 0) + 1;
      pairs.rewoundOffsets[pair] = (pairs.rewoundOffsets[pair] ?? 0) + (track.rewinds.get(p)?.from ?? commit) - commit;
    } else if (standing === STANDING.stuck) {
      pairs.stuck[pair] = (pairs.stuck[pair] ?? 0) + 1;
      const stillMs = nowMs - latest(flatSince, facts.zeroAtMs);
      if (stillMs > (pairs.stillMs[pair] ?? 0)) pairs.stillMs[pair] = stillMs;
    } else if (standing === STANDING.slow) {
      pairs.slow[pair] = (pairs.slow[pair] ?? 0) + 1;
    }
  }
}

function judgePair(work: Work, g: number, pair: number, track: GroupTrack, isGroupSettling: boolean) {
  const { input, pairs, result, nowMs } = work;
  const { commits, rules, pass, memory } = input;
  const topic = pass.topology.topics[commits.pairTopic[pair] ?? -1];
  const key = topic === undefined ? '' : topicKey(topic);
  const topicTrack = track.topic(key, topic?.name ?? '', nowMs, rules.windowMs);
  const committed = result.byPair.total[pair] ?? 0;
  const known = pairs.known[pair] ?? 0;
  const lag = known >= committed * 0.95 && known > 0 ? (pairs.lag[pair] ?? 0) : NaN;
  topicTrack.window.add(nowMs, lag, pairs.consumed[pair] ?? 0, pairs.produced[pair] ?? 0);
  const ageMs = latest(result.byPair.lower[pair] ?? NaN, result.byPair.point[pair] ?? NaN);
  const judgement = judgeTopic(
    {
      committed,
      known,
      ahead: pairs.ahead[pair] ?? 0,
      uncommitted: 0,
      lag: pairs.lag[pair] ?? 0,
      lost: pairs.lost[pair] ?? 0,
      rewound: pairs.rewound[pair] ?? 0,
      stuck: pairs.stuck[pair] ?? 0,
      slow: pairs.slow[pair] ?? 0,
      notKeepingUp: pairs.notKeepingUp[pair] ?? 0,
      lostOffsets: pairs.lostOffsets[pair] ?? 0,
      rewoundOffsets: pairs.rewoundOffsets[pair] ?? 0,
      stillMs: pairs.stillMs[pair] ?? 0,
      stopAfterMs: stopAfterMs(rules, track.rhythm.p99GapMs()),
      ageMs,
      isEmpty: commits.groups[g]?.listing.state === 'Empty',
      trend: topicTrack.window.trend(nowMs, rules.windowMs),
      watchedMs: nowMs - topicTrack.watchedSinceMs,
      isSettling: isGroupSettling || nowMs - (memory.leaderMovedAt.get(key) ?? -Infinity) <= rules.settleMs,
      previous: topicTrack.code,
    },
    rules,
  );
  if (judgement.code !== topicTrack.code) [topicTrack.code, topicTrack.codeSinceMs] = [judgement.code, nowMs];
  return { judgement, sinceMs: topicTrack.codeSinceMs, outlook: pairOutlook(work, pair, track, topicTrack, lag) };
}

function pairOutlook(work: Work, pair: number, track: GroupTrack, topic: TopicTrack, lag: number): Outlook {
  const { pairs, nowMs } = work;
  // Nothing of it was read: what the window remembers is no reading of this pass.
  if ((pairs.known[pair] ?? 0) + (pairs.ahead[pair] ?? 0) === 0) return unknownOutlook();
  const windowMs = Math.max(RATE_WINDOW_MIN_MS, RATE_COMMITS * (track.rhythm.medianGapMs() ?? 0));
  const rates = topic.window.rates(nowMs, Math.min(windowMs, work.input.rules.windowMs));
  return {
    catchUp: catchUpSeconds(lag, rates, (pairs.notKeepingUp[pair] ?? 0) === 0),
    headroomSeconds: pairs.headroomSeconds[pair] ?? NaN,
    headroomBytes: pairs.headroomBytes[pair] ?? NaN,
    lastCommitMs: pairs.lastCommit[pair] ?? NaN,
    ...rates,
  };
}

/** Names of the partitions of all topics that share the group's verdict. */
function groupNames(
  work: Work,
  code: VerdictCode,
  fromPair: number,
  toPair: number,
  uncommitted: ReadonlyMap<string, readonly number[]> = new Map(),
): Pick<Verdict, 'partitions' | 'partitionsTotal'> {
  const names: Pick<Verdict, 'partitions' | 'partitionsTotal'> = { partitions: [], partitionsTotal: 0 };
  for (let pair = fromPair; pair < toPair; pair++) {
    const verdict = work.result.pairVerdicts[pair];
    if (verdict === undefined || verdict.code !== code) continue;
    names.partitionsTotal += verdict.partitionsTotal;
    names.partitions.push(...verdict.partitions.slice(0, 20 - names.partitions.length));
  }
  for (const [topic, held] of code === 'NO_COMMIT' ? uncommitted : []) {
    names.partitionsTotal += held.length;
    names.partitions.push(...held.slice(0, 20 - names.partitions.length).map((partition) => ({ topic, partition })));
  }
  return names;
}

/** What the last description tells: whether the group rebalanced, and which topics its members hold without a commit. */
function noteMembers(work: Work, g: number, track: GroupTrack): void {
  const { input, result, nowMs } = work;
  const { commits, descriptions, pass, rules } = input;
  const listing = commits.groups[g]?.listing;
  if (listing === undefined) return;
  const item = descriptions.get(listing.groupId)?.item;
  const described = item?.ok ? item.value : null;
  if (listing.state !== null) {
    track.noteSignature(
      {
        isRebalancing: REBALANCING_STATES.has(listing.state),
        epoch: described?.epoch ?? null,
        members: described === null ? null : membersHash(described),
      },
      nowMs,
      rules.windowMs,
    );
  }
  if (described === null || commits.faults[g] !== null) return;
  // What was held without a commit may have one by now.
  if (pass.descriptions?.has(listing.groupId) === true || track.uncommitted?.size !== 0) {
    track.uncommitted = uncommittedTopics(described, track.partitions, pass.topology, input.columns.topicOf);
  }
  if (track.uncommitted.size > 0) result.uncommitted.set(g, track.uncommitted);
}

function membersOf(work: Work, g: number): number | null {
  const listing = work.input.commits.groups[g]?.listing;
  if (listing?.state === 'Empty' || listing?.state === 'Dead') return 0;
  const item = work.input.descriptions.get(listing?.groupId ?? '')?.item;
  return item?.ok ? item.value.members.length : null;
}

function isTrailing(memory: LagMemory, p: number, commit: number, end: number): boolean {
  const known = memory.trailing.get(p);
  return known !== undefined && known.onlyControl && known.end === end && commit >= known.commit;
}

/** The age that was read from the record itself, as far as it does not contradict what was seen of the log. */
function takeExact(memory: LagMemory, p: number, commit: number, nowMs: number, age: Age): boolean {
  const timestampMs = memory.exact.get(p)?.get(commit);
  if (timestampMs === undefined) return false;
  const read = nowMs - timestampMs;
  // Timestamps may be made up by clients; an end of the log that was seen to pass is not.
  const exactMs = age.seeded ? Math.max(0, read) : Math.min(age.upperMs, Math.max(age.lowerMs, read));
  age.lowerMs = age.upperMs = age.pointMs = exactMs;
  return true;
}

function openTransactions(input: LagInput): Map<number, number> {
  const { memory, columns } = input;
  const byTopic = new Map<number, number>();
  for (const [p, backlog] of memory.openTransactions) {
    const t = columns.topicOf[p] ?? -1;
    byTopic.set(t, (byTopic.get(t) ?? (isStableKnown(input, t) ? 0 : NaN)) + backlog);
  }
  return byTopic;
}

function isStableKnown({ memory, pass }: LagInput, t: number): boolean {
  const topic = pass.topology.topics[t];
  if (topic === undefined || topic.partitions.length === 0 || memory.stableSeen === null) return false;
  return memory.stableSeen.subarray(topic.base, topic.base + topic.partitions.length).every((seen) => seen === 1);
}

function unknownOutlook(): Outlook {
  return { catchUp: null, headroomSeconds: NaN, headroomBytes: NaN, lastCommitMs: NaN, produced: null, consumed: null };
}

/** The later of two times, either of which may be unknown (NaN). */
function latest(a: number, b: number): number {
  return a >= b || Number.isNaN(b) ? a : b;
}

/** The smaller of two headrooms; what is not known hides the other only where that is endless. */
function leastKnown(a: number, b: number): number {
  if (Number.isNaN(a)) return b === Infinity ? NaN : b;
  if (Number.isNaN(b)) return a === Infinity ? NaN : a;
  return Math.min(a, b);
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
