/*
 * The body of one shard of one pass. Layout, version 1:
 *   byte version · byte kind (0 delta, 1 keyframe) · varint step in seconds
 *   delta:    varint seconds back to the pass it builds on
 *   keyframe: varint owners · per owner: varint ownerId − the one before · varint columns · per column: varint metricId, scale, subs   (the shape)
 *   per owner: varint byteLength (0 = nothing changed) ·, then per owner: tokens of the residuals of all its values
 * A delta predicts the last known value of the same place; a keyframe predicts 0. A gap leaves the last known value as it was.
 */
export const PASS_VERSION = 1;
export const DELTA = 0;
export const KEYFRAME = 1;

/** One metric of one owner in the body of a shard. */
export interface ColumnShape {
  metricId: number;
  scale: number;
  subs: number;
}

/** Where the values of one owner stand in the body of a shard. */
export interface OwnerShape {
  ownerId: number;
  columns: readonly ColumnShape[];
  /** Place of the first value in the shard's arrays, and how many there are. */
  base: number;
  size: number;
}
