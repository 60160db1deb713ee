import type { PartitionColumns } from './carry-partitions.ts';
import type { LagMemory } from './lag-memory.ts';
import type { Pass } from './pass.ts';
import { topicKey } from './topic-key.ts';

/** Timestamps of records are remembered of so many partitions at most. */
const EXACT_PARTITIONS_MAX = 500;
const EXACT_COMMITS_MAX = 50;

/** Takes what a pass read for the sake of lag into the memory: a rung of the ladder, single records, last stable offsets. What could not be read changes nothing. */
export function takeLagReadings(pass: Pass, columns: PartitionColumns, memory: LagMemory): void {
  takeRung(pass, columns, memory);
  takeRecords(pass, memory);
  takeStable(pass, memory);
}

function takeRung(pass: Pass, columns: PartitionColumns, memory: LagMemory): void {
  const rung = pass.lag?.rung ?? null;
  if (rung === null) return;
  for (let i = 0; i < rung.wanted.length; i++) {
    const p = rung.wanted[i] ?? -1;
    const offset = rung.read.offsets[i] ?? NaN;
    if (p < 0 || Number.isNaN(offset)) continue;
    memory.rungs[p] = (memory.rungs[p] ?? 0) | (1 << rung.step);
    // Every record is older: the end has stood where it stands since then at least.
    const end = memory.lastEnd[p] ?? NaN;
    const at = offset === Infinity ? end : offset;
    if (Number.isNaN(at)) continue;
    // Between the time asked for and the record that was found none was written: both ends of a flat run.
    const foundMs = rung.read.timestamps[i] ?? NaN;
    let isSeeded = foundMs > rung.timestampMs && memory.crossings.seed(p, at, foundMs);
    isSeeded = memory.crossings.seed(p, at, rung.timestampMs) || isSeeded;
    const topic = pass.topology.topics[columns.topicOf[p] ?? -1];
    if (isSeeded && topic !== undefined) memory.moved.add(topicKey(topic));
  }
}

function takeRecords(pass: Pass, memory: LagMemory): void {
  const records = pass.lag?.records ?? null;
  if (records === null) return;
  for (const [i, { index, offset }] of records.asked.entries()) {
    const item = records.items[i];
    if (item === undefined || !item.ok) continue;
    const { first, onlyControl, highWatermark } = item.value;
    memory.trailing.set(index, { commit: offset, end: Number(highWatermark), onlyControl });
    if (first === null || first.timestampMs === null) continue;
    const commits = memory.exact.get(index) ?? new Map<number, number>();
    if (commits.size >= EXACT_COMMITS_MAX) commits.clear();
    commits.set(offset, first.timestampMs);
    memory.exact.delete(index);
    memory.exact.set(index, commits);
    const oldest = memory.exact.keys().next();
    if (memory.exact.size > EXACT_PARTITIONS_MAX && !oldest.done) memory.exact.delete(oldest.value);
  }
}

function takeStable(pass: Pass, memory: LagMemory): void {
  const stable = pass.lag?.stable ?? null;
  if (stable === null) return;
  const seen = (memory.stableSeen ??= new Uint8Array(pass.end.values.length));
  const wanted = stable.wanted ?? pass.end.values.keys();
  for (const p of wanted) {
    const lso = stable.column.values[p] ?? NaN;
    const end = pass.end.values[p] ?? NaN;
    seen[p] = Number.isNaN(lso) || Number.isNaN(end) ? 0 : 1;
    if (seen[p] === 0) continue;
    // The last stable offset was read after the end: without an open transaction it cannot be smaller.
    if (end > lso) memory.openTransactions.set(p, end - lso);
    else if (memory.openTransactions.has(p)) {
      // Once seen, a partition is looked at every minute until a look at all of them finds nothing open there.
      if (stable.wanted === null) memory.openTransactions.delete(p);
      else memory.openTransactions.set(p, 0);
    }
  }
}
