/** Seconds until nothing is left to read; `never` = it reads no faster than others write; null = not known. */
export type CatchUp = number | 'never' | null;

/** Time to catch up at the present pace. A group that reaches the end again and again reads what is left at its own pace; the race with the writers is one for those that do not. */
export function catchUpSeconds(
  lag: number,
  rates: { produced: number | null; consumed: number | null },
  reachesEnd: boolean,
): CatchUp {
  if (Number.isNaN(lag)) return null;
  if (lag <= 0) return 0;
  const { produced, consumed } = rates;
  if (produced === null || consumed === null) return null;
  const gain = reachesEnd ? consumed : consumed - produced;
  return gain > 0 ? lag / gain : reachesEnd ? null : 'never';
}

/** The later of two; `never` is later than any time, and what is not known leaves the whole not known unless some part never ends. */
export function laterCatchUp(a: CatchUp, b: CatchUp): CatchUp {
  if (a === 'never' || b === 'never') return 'never';
  if (a === null || b === null) return null;
  return Math.max(a, b);
}

/** What retention is about to take from a group on one partition. */
export interface RetentionFacts {
  /** Upper bound of the age of its next record; `Infinity` = no bound, NaN = not known. */
  upperMs: number;
  /** Kafka's retention.ms; NaN = not known, negative = kept for ever. */
  retentionMs: number;
  /** Kafka's retention.bytes; NaN = not known, negative = no bound. */
  retentionBytes: number;
  /** Bytes of the leader's replica; NaN = not known. */
  sizeBytes: number;
  /** end − start and end − committed in offsets. */
  held: number;
  lag: number;
  /** Offsets per second that are written to the partition; NaN = not known. */
  produced: number;
}

/** Seconds until retention by time reaches the next record; Infinity = never; NaN = not known. Cautious: it takes the record for as old as it may be. */
export function headroomByTime(facts: RetentionFacts): number {
  if (facts.lag === 0 || facts.retentionMs < 0) return Infinity;
  if (!Number.isFinite(facts.upperMs)) return NaN;
  // NaN while retention.ms is not known.
  return Math.max(0, facts.retentionMs - facts.upperMs) / 1_000;
}

/** Bytes that may still be written before retention by size reaches the next record; Infinity = no such bound; NaN = not known. Takes records for equally large. */
export function headroomBytes(facts: RetentionFacts): number {
  if (facts.lag === 0 || facts.retentionBytes < 0) return Infinity;
  if (Number.isNaN(facts.sizeBytes) || !(facts.held > 0)) return NaN;
  return Math.max(0, facts.retentionBytes - facts.sizeBytes * Math.min(1, facts.lag / facts.held));
}

/** The same in seconds at the present rate of writing; Infinity = never. */
export function headroomBySize(facts: RetentionFacts): number {
  const bytes = headroomBytes(facts);
  if (!Number.isFinite(bytes)) return bytes;
  const bytesPerSecond = (facts.sizeBytes / facts.held) * facts.produced;
  if (Number.isNaN(bytesPerSecond)) return NaN;
  return bytesPerSecond > 0 ? bytes / bytesPerSecond : Infinity;
}
