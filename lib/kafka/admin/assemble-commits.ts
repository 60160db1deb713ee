import { ownFault } from '../fault.ts';
import type { CommitRows } from '../wire/offset-fetch-columns.ts';
import type { CommittedColumns, KafkaFault } from './port.ts';

/** What became of one group: rows `[from, to)` of an answer, or a fault. */
export interface GroupOutcome {
  /** The broker asked; null when none was known. */
  coordinator: number | null;
  fault: KafkaFault | null;
  rows: CommitRows | null;
  from: number;
  to: number;
}

/** Lays the groups' rows, which came in several answers, one after another in the order of `groupIds`. */
export function assembleCommits(
  groupIds: readonly string[],
  outcomes: ReadonlyMap<string, GroupOutcome>,
  timing: Pick<CommittedColumns, 'answeredAtByBroker' | 'brokers'>,
): CommittedColumns {
  const ordered = groupIds.map((groupId): GroupOutcome => {
    const silent = ownFault('MALFORMED_RESPONSE', `the coordinator's answer leaves out the group ${groupId.slice(0, 100)}`);
    return outcomes.get(groupId) ?? { coordinator: null, fault: silent, rows: null, from: 0, to: 0 };
  });
  const starts = new Uint32Array(groupIds.length + 1);
  ordered.forEach((outcome, g) => {
    starts[g + 1] = (starts[g] ?? 0) + (outcome.fault === null ? outcome.to - outcome.from : 0);
  });
  const rowCount = starts[groupIds.length] ?? 0;
  const partitionIndex = new Int32Array(rowCount);
  const offsets = new Float64Array(rowCount);
  const errors = new Int16Array(rowCount);
  const wide = new Map<number, bigint>();
  const strangers = new Map<number, { topic: string; partition: number }>();
  ordered.forEach(({ fault, rows, from, to }, g) => {
    if (fault !== null || rows === null) return;
    const start = starts[g] ?? 0;
    partitionIndex.set(rows.partitionIndex.subarray(from, to), start);
    offsets.set(rows.offsets.subarray(from, to), start);
    errors.set(rows.errors.subarray(from, to), start);
    // Mostly empty: walking the group's rows only when an answer has any keeps this linear.
    if (rows.wide.size === 0 && rows.strangers.size === 0) return;
    for (let row = from; row < to; row += 1) {
      const exact = rows.wide.get(row);
      if (exact !== undefined) wide.set(start + row - from, exact);
      const stranger = rows.strangers.get(row);
      if (stranger !== undefined) strangers.set(start + row - from, stranger);
    }
  });
  return {
    groupIds,
    faults: ordered.map((outcome) => outcome.fault),
    coordinators: ordered.map((outcome) => outcome.coordinator),
    starts,
    partitionIndex,
    offsets,
    errors,
    wide,
    strangers,
    ...timing,
  };
}
