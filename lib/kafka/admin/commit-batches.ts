import type { GroupListing } from './port.ts';

/** What one answer should weigh at most: decoding 3 MB holds the event loop for some 20 ms. */
const ANSWER_BYTES = 3_000_000;
/** Bytes of one partition in an answer, with its share of the topic's name. */
const ROW_BYTES = 22;
const GROUP_BYTES = 64;
/** Rows assumed of a group that has not been read yet. */
const ROWS_ASSUMED = 300;

/** Splits one coordinator's groups into requests whose answers stay near `ANSWER_BYTES`, by the rows that each group had last time. */
export function planCommitBatches(groups: readonly GroupListing[], rowsByGroup: ReadonlyMap<string, number>): GroupListing[][] {
  const batches: GroupListing[][] = [];
  let batch: GroupListing[] = [];
  let weight = 0;
  for (const group of groups) {
    const bytes = GROUP_BYTES + ROW_BYTES * (rowsByGroup.get(group.groupId) ?? ROWS_ASSUMED);
    if (batch.length > 0 && weight + bytes > ANSWER_BYTES) {
      batches.push(batch);
      batch = [];
      weight = 0;
    }
    batch.push(group);
    weight += bytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
