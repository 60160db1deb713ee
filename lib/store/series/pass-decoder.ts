import { ByteReader } from '#lib/core/byte-stream.ts';
import { KEYFRAME, PASS_VERSION, type OwnerShape } from './pass-codec.ts';
import { IS_LITERAL, readResiduals } from './residuals.ts';

/** One shard of one logged pass. */
export interface LoggedPass {
  slotMs: number;
  body: Uint8Array;
}

/** A keyframe and the deltas that build on it, one after the other: all have the same owners in the same places. */
export interface Segment {
  owners: readonly OwnerShape[];
  passes: { slotMs: number; body: Uint8Array; starts: Uint32Array }[];
}

/** The cadence of a logged pass, without unpacking it. */
export function stepOf(body: Uint8Array): number {
  return new ByteReader(body, 2).varint() * 1000;
}

/** Finds where each owner's values stand in each pass; unpacks nothing. Passes in order of time. A pass that builds on one that is missing is left out, and all after it up to the next keyframe: their values are unknown, never wrong. */
export function readSegments(passes: readonly LoggedPass[]): Segment[] {
  const segments: Segment[] = [];
  let current: Segment | null = null;
  for (const { slotMs, body } of passes) {
    const input = new ByteReader(body);
    const version = input.byte();
    if (version !== PASS_VERSION)
      throw new RangeError(`a logged pass has version ${version}; this Farol reads version ${PASS_VERSION}`);
    const kind = input.byte();
    input.varint();
    if (kind === KEYFRAME) {
      current = { owners: readShape(input), passes: [] };
      segments.push(current);
    } else if (current?.passes.at(-1)?.slotMs !== slotMs - input.varint() * 1000) {
      current = null;
    }
    current?.passes.push({ slotMs, body, starts: readStarts(input, current.owners.length) });
  }
  return segments;
}

function readShape(input: ByteReader): OwnerShape[] {
  let ownerId = 0;
  let base = 0;
  return Array.from({ length: input.varint() }, () => {
    ownerId += input.varint();
    const columns = Array.from({ length: input.varint() }, () => ({
      metricId: input.varint(),
      scale: input.varint(),
      subs: input.varint(),
    }));
    const size = columns.reduce((sum, column) => sum + column.subs, 0);
    base += size;
    return { ownerId, columns, base: base - size, size };
  });
}

/** Where each owner's tokens begin in the body; one more for the end. */
function readStarts(input: ByteReader, owners: number): Uint32Array {
  const starts = new Uint32Array(owners + 1);
  let total = 0;
  for (let i = 0; i < owners; i++) {
    starts[i] = total;
    total += input.varint();
  }
  starts[owners] = total;
  return starts.map((start) => start + input.position);
}

let residuals = new Float64Array(4096);
let literals = new Float64Array(4096);

/** Unpacks one owner through all passes of a segment. `put` gets all its values in the order of its shape, NaN = unknown in that pass; the array is used again for the next one. */
export function decodeOwner(segment: Segment, place: number, put: (slotMs: number, values: Float64Array) => void): void {
  const shape = segment.owners[place];
  if (shape === undefined) return;
  const { size } = shape;
  if (residuals.length < size) [residuals, literals] = [new Float64Array(size * 2), new Float64Array(size * 2)];
  const last = new Float64Array(size);
  const now = new Float64Array(size);
  for (const { slotMs, body, starts } of segment.passes) {
    const [start = 0, end = 0] = [starts[place], starts[place + 1]];
    if (end === start) {
      // Nothing changed, and so nothing was unknown either.
      residuals.fill(0, 0, size);
    } else {
      readResiduals(new ByteReader(body, start), residuals, literals, size);
    }
    let at = 0;
    for (const { scale, subs } of shape.columns) {
      for (const until = at + subs; at < until; at++) {
        const residual = residuals[at] as number;
        if (Number.isNaN(residual)) {
          now[at] = Number.NaN;
          continue;
        }
        const value = residual === IS_LITERAL ? (literals[at] as number) : (last[at] as number) + residual;
        last[at] = value;
        now[at] = value / scale;
      }
    }
    put(slotMs, now);
  }
}
