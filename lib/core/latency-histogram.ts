/**
 * A histogram of latencies that can be added to others without loss, so that percentiles over any time and any set of brokers come from one merged histogram and
 * are never averaged. Buckets are log-linear: each power of two from 0.25 ms to 32 s (32,768 ms) in four equal parts. A percentile is at most 12 % off the true
 * value between 0.25 ms and 32 s; the largest value is kept exactly (in whole microseconds).
 */
export interface LatencyHistogram {
  /** One per bucket. */
  counts: Uint32Array;
  /** Milliseconds; null when empty. */
  maxMs: number | null;
}

const LOWEST_MS = 0.25;
const OCTAVES = 17;
const SUB_BUCKETS = 4;
/** Number of counters. */
export const HISTOGRAM_BUCKETS = OCTAVES * SUB_BUCKETS;

const FORMAT = 1;

export function emptyHistogram(): LatencyHistogram {
  return { counts: new Uint32Array(HISTOGRAM_BUCKETS), maxMs: null };
}

/** The bucket of a latency; what is below or above all buckets counts in the first or last. */
function bucketOf(ms: number): number {
  const scaled = ms / LOWEST_MS;
  if (!(scaled >= 1)) return 0;
  const octave = Math.floor(Math.log2(scaled));
  const within = Math.floor((scaled / 2 ** octave - 1) * SUB_BUCKETS);
  return Math.min(HISTOGRAM_BUCKETS - 1, octave * SUB_BUCKETS + within);
}

/** What stands for every value of a bucket: the geometric middle, whose relative error is the same at both ends. */
function middleOf(bucket: number): number {
  const lower = LOWEST_MS * 2 ** Math.floor(bucket / SUB_BUCKETS);
  const part = bucket % SUB_BUCKETS;
  return lower * Math.sqrt((1 + part / SUB_BUCKETS) * (1 + (part + 1) / SUB_BUCKETS));
}

const larger = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

/** Counts one latency. Negative and NaN are refused: they are bugs of the caller. */
export function addLatency(histogram: LatencyHistogram, ms: number): void {
  if (!(ms >= 0)) throw new RangeError(`${ms} ms is no latency`);
  const bucket = bucketOf(ms);
  histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
  histogram.maxMs = larger(histogram.maxMs, Math.round(ms * 1000) / 1000);
}

/** Adds another histogram's counts to the first. */
export function mergeInto(target: LatencyHistogram, other: LatencyHistogram): void {
  for (let i = 0; i < HISTOGRAM_BUCKETS; i++) target.counts[i] = (target.counts[i] ?? 0) + (other.counts[i] ?? 0);
  target.maxMs = larger(target.maxMs, other.maxMs);
}

/** How many latencies it holds. */
export function histogramCount(histogram: LatencyHistogram): number {
  return histogram.counts.reduce((sum, count) => sum + count, 0);
}

/** The latency that a share `quantile` (0..1) of all does not exceed, in milliseconds; null when the histogram is empty. 1 gives the exact largest. */
export function quantileOf(histogram: LatencyHistogram, quantile: number): number | null {
  const total = histogramCount(histogram);
  if (total === 0) return null;
  if (quantile >= 1) return histogram.maxMs;
  const rank = Math.max(1, Math.ceil(quantile * total));
  let seen = 0;
  for (const [bucket, count] of histogram.counts.entries()) {
    seen += count;
    // No percentile lies above the largest value, though the middle of its bucket may.
    if (seen >= rank) return Math.min(middleOf(bucket), histogram.maxMs ?? Number.POSITIVE_INFINITY);
  }
  return histogram.maxMs;
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Compact bytes: format, largest value in microseconds + 1 (0 = none), then for each bucket that is not empty the distance from the one before and its count. */
export function encodeHistogram(histogram: LatencyHistogram): Uint8Array {
  const bytes = [FORMAT];
  pushVarint(bytes, histogram.maxMs === null ? 0 : Math.round(histogram.maxMs * 1000) + 1);
  let before = -1;
  for (const [bucket, count] of histogram.counts.entries()) {
    if (count === 0) continue;
    pushVarint(bytes, bucket - before);
    pushVarint(bytes, count);
    before = bucket;
  }
  return Uint8Array.from(bytes);
}

/** Reads what `encodeHistogram` wrote. Throws `RangeError` for anything else. */
export function decodeHistogram(bytes: Uint8Array): LatencyHistogram {
  const histogram = emptyHistogram();
  let at = 1;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('histogram cut off');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError('histogram damaged');
  };
  if (bytes[0] !== FORMAT) throw new RangeError(`histogram of unknown format ${bytes[0]}`);
  const max = varint();
  histogram.maxMs = max === 0 ? null : (max - 1) / 1000;
  let bucket = -1;
  while (at < bytes.length) {
    bucket += varint();
    if (bucket < 0 || bucket >= HISTOGRAM_BUCKETS) throw new RangeError('histogram with an unknown bucket');
    histogram.counts[bucket] = varint();
  }
  return histogram;
}
