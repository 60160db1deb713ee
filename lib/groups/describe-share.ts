import type { Fault } from '#lib/contracts/common.ts';
import type { ShareProgress } from '#lib/contracts/groups.ts';
import { offsetText } from '#lib/series/offset-text.ts';
import type { ShareEntry } from '#lib/store/snapshot/types.ts';

const NOT_STARTED: Fault = { code: 'NOT_STARTED', detail: 'The group has not begun to read this partition.' };
const NOT_TOLD: Fault = { code: 'NOT_TOLD', detail: 'This Kafka does not tell the lag of share groups (4.2 and later do).' };

/** Progress of a share group by topic and partition, with the end of each log beside it (NaN = not known). null before it was read. */
export function describeShare(
  entry: ShareEntry | null,
  endOf: (topic: string, partition: number) => number,
): ShareProgress | null {
  if (entry === null) return null;
  const partitions = entry.partitions.map((row) => ({
    topic: row.topic,
    partition: row.partition,
    startOffset: row.startOffset,
    endOffset: offsetText(endOf(row.topic, row.partition)),
    lag: row.lag,
    fault: row.fault ?? (row.startOffset === null ? NOT_STARTED : row.lag === null ? NOT_TOLD : null),
  }));
  partitions.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
  return { readAt: entry.readAt, fault: entry.fault, partitions };
}
