import type { CommittedColumns } from '#lib/kafka/admin/port.ts';

/** What one group had committed in one pass, in dense partition indexes of that pass's topology. */
export interface GroupRows {
  partitions: Int32Array;
  /** NaN = the commit could not be read. */
  offsets: Float64Array;
  /** Exact offsets beyond 2^53, by partition index; null on almost every cluster. */
  wide: ReadonlyMap<number, bigint> | null;
  /** Monotonic ms of the answer; NaN when the group did not answer in that pass. */
  at: number;
}

/** The rows of one answered group. Rows of topics that the topology lacks have index −1. */
export function rowsOfGroup(committed: CommittedColumns, group: number, at: number): GroupRows {
  const from = committed.starts[group] ?? 0;
  const to = committed.starts[group + 1] ?? from;
  let wide: Map<number, bigint> | null = null;
  if (committed.wide.size > 0) {
    wide = new Map();
    for (let row = from; row < to; row++) {
      const value = committed.wide.get(row);
      if (value !== undefined) wide.set(committed.partitionIndex[row] ?? -1, value);
    }
  }
  return { partitions: committed.partitionIndex.subarray(from, to), offsets: committed.offsets.subarray(from, to), wide, at };
}

/** Moves remembered rows to a new topology layout; partitions that are gone or recreated drop out. */
export function carryRows(rows: GroupRows, map: Int32Array | null): GroupRows {
  if (map === null) return rows;
  const partitions = rows.partitions.map((index) => (index < 0 ? -1 : (map[index] ?? -1)));
  const kept = partitions.reduce((count, index) => count + (index < 0 ? 0 : 1), 0);
  const moved = { partitions: new Int32Array(kept), offsets: new Float64Array(kept) };
  let at = 0;
  for (let row = 0; row < partitions.length; row++) {
    const index = partitions[row] ?? -1;
    if (index < 0) continue;
    moved.partitions[at] = index;
    moved.offsets[at] = rows.offsets[row] ?? NaN;
    at++;
  }
  let wide: Map<number, bigint> | null = null;
  for (const [old, value] of rows.wide ?? []) {
    const now = map[old] ?? -1;
    if (now >= 0) (wide ??= new Map()).set(now, value);
  }
  return { ...moved, wide, at: rows.at };
}

/** The same partitions with nothing known: what a group that did not answer still counts for in totals. */
export function unknownRows(rows: GroupRows): GroupRows {
  return { partitions: rows.partitions, offsets: new Float64Array(rows.partitions.length).fill(NaN), wide: null, at: NaN };
}
