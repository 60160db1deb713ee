import type { Fault } from '#lib/contracts/common.ts';
import type {
  GroupMemberSummary,
  GroupPartition,
  GroupPartitionState,
  MemberAssignment,
  OddState,
} from '#lib/contracts/groups.ts';
import type { SecondsBehind } from '#lib/contracts/verdict.ts';
import { offsetText } from '#lib/series/offset-text.ts';
import type { MembersEntry } from '#lib/store/snapshot/types.ts';

/** What is known of one topic that a group has commits for. Index = partition number; NaN or a missing element = unknown. */
export interface GroupTopicKnowledge {
  topic: string;
  committed: Float64Array;
  end: Float64Array;
  start: Float64Array;
  /** Messages per second by which the commits move. */
  rates: Float64Array;
  /** Partitions for which the group is known to have a commit; the others of the topic are not its business. */
  partitions: readonly number[];
  /** What is known of lag in time; absent = nothing. */
  time?: TopicTime;
  /** Leader by partition number; absent, or a missing partition = not known. */
  leaders?: ReadonlyMap<number, number | null>;
}

/** Lag in time on one topic, by partition number. */
export interface TopicTime {
  ages: ReadonlyMap<number, SecondsBehind>;
  /** retention.ms; null = not known, or kept for ever. */
  retentionMs: number | null;
  compacted: boolean | null;
  /** Since when the commit stands, and when it was last seen to move; wall ms, NaN = never. */
  commits: ReadonlyMap<number, { flatSince: number; movedAt: number }>;
  odd: ReadonlyMap<number, OddState>;
}

/** Standing of one commit. `lag` is end − committed, `lost` is start − committed; exact, null where they cannot be told. */
export interface Standing {
  state: GroupPartitionState;
  lag: number | null;
  lost: number | null;
}

/**
 * Standing of a commit between the log's start and end, any of which may be unknown (NaN).
 * A commit before the start is `lost`: its lag still counts to the end, as Kafka's tools count it. A commit beyond the end has no lag.
 */
export function standingOf(committed: number, start: number, end: number): Standing {
  if (Number.isNaN(committed)) return { state: 'unknown', lag: null, lost: null };
  const lost = committed < start ? start - committed : null;
  if (Number.isNaN(end)) return { state: lost === null ? 'unknown' : 'lost', lag: null, lost };
  if (committed > end) return { state: 'ahead_of_end', lag: null, lost: null };
  return { state: lost === null ? 'ok' : 'lost', lag: end - committed, lost };
}

interface Holder {
  memberId: string;
  clientId: string;
  host: string;
}

/**
 * One row per partition that the group has a commit for, that failed to be read, or that a member holds without a commit yet (`no_commit`).
 * Sorted by topic and partition. `members` null: never read. `groupFault`: the commits of the whole group could not be read, so every row is unknown for that reason.
 */
export function describeGroupPartitions(
  topics: readonly GroupTopicKnowledge[],
  members: MembersEntry | null,
  groupFault: Fault | null,
): GroupPartition[] {
  const holders = holdersOf(members);
  const faults: Record<string, Fault> = members?.partitionFaults ?? {};
  const known = new Map(topics.map((topic) => [topic.topic, topic]));
  const wanted = new Map<string, Set<number>>();
  const want = (topic: string, partition: number) => wanted.set(topic, (wanted.get(topic) ?? new Set()).add(partition));
  for (const topic of topics) for (const partition of topic.partitions) want(topic.topic, partition);
  for (const place of [...holders.keys(), ...Object.keys(faults)]) {
    const { topic, partition } = splitPlace(place);
    want(topic, partition);
  }

  const rows: GroupPartition[] = [];
  for (const [topic, partitions] of wanted) {
    for (const partition of partitions) {
      rows.push(
        describeRow(topic, partition, known.get(topic), faults[placeOf(topic, partition)] ?? groupFault ?? undefined, holders),
      );
    }
  }
  return rows.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
}

function describeRow(
  topic: string,
  partition: number,
  known: GroupTopicKnowledge | undefined,
  fault: Fault | undefined,
  holders: ReadonlyMap<string, Holder>,
): GroupPartition {
  const committed = known?.committed[partition] ?? Number.NaN;
  const start = known?.start[partition] ?? Number.NaN;
  const end = known?.end[partition] ?? Number.NaN;
  const rate = known?.rates[partition] ?? Number.NaN;
  const holder = holders.get(placeOf(topic, partition));
  const standing: Standing =
    fault === undefined && known?.partitions.includes(partition) !== true
      ? { state: 'no_commit', lag: null, lost: null }
      : standingOf(committed, start, end);
  const time = known?.time;
  const age = time?.ages.get(partition) ?? null;
  const commit = time?.commits.get(partition);
  const odd = time?.odd.get(partition);
  const state = fault === undefined && odd !== undefined && FITS[odd].includes(standing.state) ? odd : standing.state;
  const lag = state === 'only_markers' ? 0 : standing.lag;
  return {
    topic,
    partition,
    leader: known?.leaders?.get(partition) ?? null,
    committedOffset: offsetText(committed),
    startOffset: offsetText(start),
    endOffset: offsetText(end),
    lag: lag === null ? null : offsetText(lag),
    lost: standing.lost === null ? null : offsetText(standing.lost),
    state,
    fault: fault ?? null,
    messagesOutPerSecond: Number.isNaN(rate) ? null : rate,
    secondsBehind: lag === 0 ? AT_THE_END : lag === null ? null : age,
    retentionHeadroomSeconds:
      standing.lost !== null && time?.retentionMs != null ? 0 : headroomOf(time?.retentionMs ?? null, lag === 0 ? null : age),
    flatSince: isoOrNull(commit?.flatSince ?? NaN),
    lastCommitAt: isoOrNull(commit?.movedAt ?? NaN),
    compacted: time?.compacted ?? null,
    memberId: holder?.memberId ?? null,
    clientId: holder?.clientId ?? null,
    host: holder?.host ?? null,
  };
}

const AT_THE_END: SecondsBehind = { lower: 0, upper: 0, point: 0, source: 'observed' };

/** Standings of the newest pass that an odd state of the pass before may still explain. */
const FITS: Record<OddState, readonly GroupPartitionState[]> = {
  recreated: ['ok', 'lost', 'ahead_of_end'],
  truncated: ['ahead_of_end'],
  rewound: ['ok'],
  only_markers: ['ok'],
};

/** Cautious: the record is taken for as old as it may be. */
function headroomOf(retentionMs: number | null, age: SecondsBehind | null): number | null {
  if (retentionMs === null || age === null || age.upper === null) return null;
  return Math.max(0, retentionMs / 1_000 - age.upper);
}

function isoOrNull(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** Members with what they hold and the lag of it. null when members were never read or could not be. */
export function describeMembers(
  members: MembersEntry | null,
  partitions: readonly GroupPartition[],
): GroupMemberSummary[] | null {
  if (members === null || members.fault !== null) return null;
  const rowsByMember = Map.groupBy(partitions, (row) => row.memberId);
  return members.members.map((member) => {
    const rows = rowsByMember.get(member.memberId) ?? [];
    const lags = rows.flatMap((row) => (row.lag === null ? [] : [BigInt(row.lag)]));
    const held = member.assignment?.reduce((count, { partitions: list }) => count + list.length, 0) ?? null;
    return {
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      host: member.host,
      partitions: held,
      topics: member.assignment?.map(({ topic }) => topic) ?? [],
      rack: member.rack ?? null,
      assignment: member.assignment,
      target: member.target ?? null,
      epoch: member.epoch ?? null,
      isReconciling: isReconciling(member),
      lag: {
        value: lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0n).toString(),
        known: lags.length,
        total: held ?? rows.length,
      },
    };
  });
}

/** Whether a member holds something else than it is to hold; null where either is not known. */
function isReconciling({ assignment, target }: MembersEntry['members'][number]): boolean | null {
  if (assignment === null || target === undefined || target === null) return null;
  const [held, wanted] = [placesOf(assignment), placesOf(target)];
  return held.size !== wanted.size || [...held].some((place) => !wanted.has(place));
}

function placesOf(assignment: readonly MemberAssignment[]): Set<string> {
  return new Set(assignment.flatMap(({ topic, partitions }) => partitions.map((partition) => placeOf(topic, partition))));
}

function holdersOf(members: MembersEntry | null): Map<string, Holder> {
  const holders = new Map<string, Holder>();
  for (const { memberId, clientId, host, assignment } of members?.members ?? []) {
    for (const { topic, partitions } of assignment ?? []) {
      for (const partition of partitions) holders.set(placeOf(topic, partition), { memberId, clientId, host });
    }
  }
  return holders;
}

function placeOf(topic: string, partition: number): string {
  return `${topic}:${partition}`;
}

/** Topic names hold no colon, so the last one separates. */
function splitPlace(place: string): { topic: string; partition: number } {
  const at = place.lastIndexOf(':');
  return { topic: place.slice(0, at), partition: Number(place.slice(at + 1)) };
}
