import type { OffsetColumn, Topology } from '#lib/kafka/admin/port.ts';

/** Where the last stable offset of partitions with an open transaction stood, by partition. */
export type StableOffsets = ReadonlyMap<string, number>;

/**
 * Partitions whose last stable offset has stood still below the end since the reading before: a transaction has been open there all that time.
 * `next` is what the next reading compares with. Partitions that could not be read keep what was known; `unread` counts those of them that had one open.
 */
export function findStuckPartitions(
  topology: Topology,
  stable: OffsetColumn,
  end: OffsetColumn,
  before: StableOffsets,
): { stuck: Uint32Array; next: StableOffsets; unread: number } {
  const stuck: number[] = [];
  let unread = 0;
  const next = new Map<string, number>();
  for (const topic of topology.topics) {
    for (const [i, { partition }] of topic.partitions.entries()) {
      const index = topic.base + i;
      const key = `${topic.topicId ?? topic.name}:${partition}`;
      const known = before.get(key);
      const offset = stable.values[index] ?? NaN;
      const last = end.values[index] ?? NaN;
      if (Number.isNaN(offset) || Number.isNaN(last)) {
        if (known !== undefined) {
          next.set(key, known);
          unread++;
        }
        continue;
      }
      if (offset >= last) continue;
      next.set(key, offset);
      if (known === offset) stuck.push(index);
    }
  }
  return { stuck: Uint32Array.from(stuck), next, unread };
}
