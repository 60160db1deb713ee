/** Buckets of gaps: two to an octave from one second to eight days. */
const GAP_BUCKETS = 40;
/** Buckets of steps: one to an octave. */
const STEP_BUCKETS = 48;
/** Fewer than this say nothing about a group's habits. */
const SAMPLES_MIN = 5;
/** From here on all counts are halved, so that a group's new habits outweigh its old ones. */
const SAMPLES_MAX = 4_096;

/** How a group is used to commit: the time between its commits while there is something to read, and how far one commit moves. Learned, in logarithmic buckets. */
export class CommitRhythm {
  readonly gaps = new Uint16Array(GAP_BUCKETS);
  readonly steps = new Uint16Array(STEP_BUCKETS);

  /** A commit that moved by `step` offsets, `gapMs` after the one before or after there was something to read again. */
  note(gapMs: number, step: number): void {
    count(this.gaps, Math.floor(2 * Math.log2(Math.max(1, gapMs / 1_000))));
    count(this.steps, step < 2 ? 0 : Math.floor(Math.log2(step)));
  }

  /** The gap that 99 of 100 commits keep to, milliseconds, rounded up to its bucket; null while too little was seen. */
  p99GapMs(): number | null {
    const bucket = quantileBucket(this.gaps, 0.99);
    return bucket === null ? null : 1_000 * 2 ** ((bucket + 1) / 2);
  }

  /** The usual gap; null while too little was seen. */
  medianGapMs(): number | null {
    const bucket = quantileBucket(this.gaps, 0.5);
    return bucket === null ? null : 1_000 * 2 ** ((bucket + 1) / 2);
  }

  /** The usual step in offsets; null while too little was seen. */
  medianStep(): number | null {
    const bucket = quantileBucket(this.steps, 0.5);
    return bucket === null ? null : 2 ** (bucket + 1);
  }
}

function count(buckets: Uint16Array, bucket: number): void {
  const at = Math.min(buckets.length - 1, bucket);
  const now = (buckets[at] ?? 0) + 1;
  buckets[at] = now;
  if (now > SAMPLES_MAX) for (let i = 0; i < buckets.length; i++) buckets[i] = (buckets[i] ?? 0) >> 1;
}

function quantileBucket(buckets: Uint16Array, q: number): number | null {
  let total = 0;
  for (const samples of buckets) total += samples;
  if (total < SAMPLES_MIN) return null;
  let left = Math.ceil(total * q);
  for (let i = 0; i < buckets.length; i++) {
    left -= buckets[i] ?? 0;
    if (left <= 0) return i;
  }
  return buckets.length - 1;
}
