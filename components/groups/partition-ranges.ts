/** Partition numbers as ranges, in order: `0–2, 5`. */
export function partitionRanges(partitions: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const partition of partitions.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open !== undefined && partition <= open.last + 1) open.last = partition;
    else ranges.push({ first: partition, last: partition });
  }
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}
