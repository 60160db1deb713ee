import type { GroupPartition } from '#lib/contracts/groups.ts';

/** Sides that lag can be seen from. `broker` is the leader of a partition; `member` the one that holds it. */
export const SIDES = ['topic', 'partition', 'broker', 'host', 'member'] as const;
export type Side = (typeof SIDES)[number];

/** One topic, partition, broker, host or member with the lag that lies on it. */
export interface SideRow {
  /** Identity within its side. null = those partitions whose side is not known: nobody holds or leads them, or nobody told. */
  key: string | null;
  /** What stands for it: a topic, `topic-3`, a broker's number, a host, a client id. */
  name: string;
  /** Host of a member; null for every other side. */
  host: string | null;
  /** Offsets behind, over its partitions whose lag is known. */
  lag: bigint;
  /** Of all known lag of the group, 0..1; null when there is none. */
  share: number | null;
  /** Its partitions whose lag is known, and those of them that are behind. */
  partitions: number;
  behind: number;
  /** Its partitions whose lag is not known. */
  unknown: number;
}

/** Lag grouped by one side, the most first. Partitions that are not told of stay visible as a row of their own. */
export function lagBySide(partitions: readonly GroupPartition[], side: Side): SideRow[] {
  const total = partitions.reduce((sum, { lag }) => sum + BigInt(lag ?? 0), 0n);
  const rows = [...Map.groupBy(partitions, (row) => keyOf(row, side))].map(([key, list]): SideRow => {
    const known = list.flatMap(({ lag }) => (lag === null ? [] : [BigInt(lag)]));
    const lag = known.reduce((sum, each) => sum + each, 0n);
    return {
      key,
      name: nameOf(list[0], side),
      host: side === 'member' ? (list[0]?.host ?? null) : null,
      lag,
      share: total === 0n ? null : Number((lag * 1_000_000n) / total) / 1_000_000,
      partitions: known.length,
      behind: known.filter((each) => each > 0n).length,
      unknown: list.length - known.length,
    };
  });
  return rows.sort((a, b) => (a.lag === b.lag ? (a.name < b.name ? -1 : 1) : a.lag > b.lag ? -1 : 1));
}

function keyOf(row: GroupPartition, side: Side): string | null {
  switch (side) {
    case 'topic':
      return row.topic;
    case 'partition':
      return `${row.topic}-${row.partition}`;
    case 'broker':
      return row.leader === null ? null : String(row.leader);
    case 'host':
      return row.host;
    case 'member':
      return row.memberId;
  }
}

function nameOf(row: GroupPartition | undefined, side: Side): string {
  if (row === undefined) return '';
  return side === 'member' ? (row.clientId ?? row.memberId ?? '') : (keyOf(row, side) ?? '');
}

/**
 * Where the lag of a group lies. `culprit`: most of it on one of several, and more than its number of partitions explains. `even`: on nobody more than on others.
 * `nobody`: no member reads. `none`: there is no lag. `unknown`: too little is known, or there is nothing to compare.
 */
export type SlowFinding =
  | { kind: 'culprit'; side: Side; row: SideRow; of: number; isClear: boolean; rival: { side: Side; row: SideRow } | null }
  | { kind: 'even'; partitions: number }
  | { kind: 'nobody' | 'none' | 'unknown' };

/** This share of all lag makes one of several stand out, */
const SHARE_LEAST = 0.5;
/** if it is so many times what its number of partitions would bring it. */
const LIFT_LEAST = 1.5;
/** From this share on the finding is clear, if nothing else explains the lag as well. */
const SHARE_CLEAR = 0.7;
/** A member whose lag lies so much on one of its partitions is not slow itself: that partition is hot. */
const ONE_PARTITION = 0.8;
/** Sides that are known of less of the lag than this prove nothing. */
const KNOWN_LEAST = 0.9;

/**
 * Names what holds a group back, from how its lag is spread over partitions and over who holds and leads them. Pure arithmetic on one pass: it says where the lag
 * lies, not why. `hasMembers` null = not known.
 */
export function findSlow(partitions: readonly GroupPartition[], hasMembers: boolean | null): SlowFinding {
  const known = partitions.filter(({ lag }) => lag !== null);
  const total = known.reduce((sum, { lag }) => sum + BigInt(lag ?? 0), 0n);
  if (known.length === 0) return { kind: 'unknown' };
  if (total === 0n) return { kind: known.length < partitions.length ? 'unknown' : 'none' };
  if (hasMembers === false) return { kind: 'nobody' };
  if (known.length < 2) return { kind: 'unknown' };
  const found = new Map(SIDES.flatMap((side) => standingOut(known, side)).map((candidate) => [candidate.side, candidate]));

  const partition = found.get('partition');
  if (partition !== undefined) {
    // Where each member holds but one partition, a slow member and a hot partition look alike.
    const member = [...found.values()].find(({ side, row }) => side === 'member' && row.partitions === 1) ?? null;
    return culprit(partition, member);
  }
  const readers = found.get('host') ?? found.get('member');
  // A host with one member is no more than that member.
  const member = found.get('member');
  const reader = readers?.side === 'host' && member !== undefined && member.row.lag === readers.row.lag ? member : readers;
  const others = [reader, found.get('broker'), found.get('topic')]
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => (b.row.share ?? 0) - (a.row.share ?? 0));
  const [first, second] = others;
  return first === undefined ? { kind: 'even', partitions: known.length } : culprit(first, second ?? null);
}

interface Candidate {
  side: Side;
  row: SideRow;
  of: number;
}

function culprit({ side, row, of }: Candidate, rival: Candidate | null): SlowFinding {
  const isClear = (row.share ?? 0) >= SHARE_CLEAR && rival === null;
  return { kind: 'culprit', side, row, of, isClear, rival: rival === null ? null : { side: rival.side, row: rival.row } };
}

/** The one of a side on which far more lag lies than on the others; none when nobody stands out. */
function standingOut(known: readonly GroupPartition[], side: Side): Candidate[] {
  const rows = lagBySide(known, side);
  const named = rows.filter(({ key }) => key !== null);
  const coverage = named.reduce((sum, { share }) => sum + (share ?? 0), 0);
  const [row] = named;
  if (row === undefined || named.length < 2 || coverage < KNOWN_LEAST) return [];
  const share = row.share ?? 0;
  if (share < SHARE_LEAST || share < LIFT_LEAST * (row.partitions / known.length)) return [];
  if (side !== 'partition' && row.partitions > 1) {
    const own = known.filter((each) => keyOf(each, side) === row.key);
    const largest = lagBySide(own, 'partition')[0]?.share ?? 0;
    if (largest >= ONE_PARTITION) return [];
  }
  return [{ side, row, of: named.length }];
}
