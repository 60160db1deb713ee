import { metricById } from '#lib/catalog/metrics.ts';
import { AppError } from '#lib/core/errors.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import { IS_LITERAL, readResiduals, residualOf, writeResiduals } from './residuals.ts';
import { SHARDS } from './tiers.ts';
import type { OwnerValues } from './types.ts';

/*
 * The body of one shard of one pass. Layout, version 1:
 *   byte version · byte kind (0 delta, 1 keyframe) · varint step in seconds
 *   delta:    varint seconds back to the pass it builds on
 *   keyframe: varint owners · per owner: varint ownerId − the one before · varint columns · per column: varint metricId, scale, subs   (the shape)
 *   per owner: varint byteLength (0 = nothing changed) ·, then per owner: tokens of the residuals of all its values
 * A delta predicts the last known value of the same place; a keyframe predicts 0. A gap leaves the last known value as it was.
 */
const VERSION = 1;
const DELTA = 0;
const KEYFRAME = 1;

interface ColumnShape {
  metricId: number;
  scale: number;
  subs: number;
}

interface OwnerShape {
  ownerId: number;
  columns: ColumnShape[];
  /** Place of the first value in the shard's arrays, and how many there are. */
  base: number;
  size: number;
}

interface ShardState {
  owners: OwnerShape[];
  byId: Map<number, OwnerShape>;
  /** Last known values, scaled; 0 where nothing was known yet. */
  last: Float64Array;
  slotMs: number;
}

/** A packed shard of one pass. */
export interface ShardBody {
  shard: number;
  body: Buffer;
}

function scaleOf(metricId: number): number {
  const known = metricById(metricId);
  if (known === null) throw new AppError('internal', `metric ${metricId} is not in the catalogue`);
  return known.metric.scale;
}

/** Whether every value of `given` has a place in the shape. Values that are missing become gaps, so a subset fits. */
function fits(state: ShardState, given: readonly OwnerValues[]): boolean {
  return given.every((owner) => {
    const shape = state.byId.get(owner.ownerId);
    if (shape === undefined) return false;
    return owner.columns.every((column) => {
      const place = shape.columns.find((c) => c.metricId === column.metricId);
      return place !== undefined && place.subs >= column.values.length;
    });
  });
}

/** The shape that holds the given values and everything the shard had in this window: so that metrics that come every few passes do not force a keyframe each time. */
function shapeFor(before: ShardState | null, given: readonly OwnerValues[], slotMs: number): ShardState {
  const byId = new Map<number, OwnerShape>();
  for (const owner of before?.owners ?? []) byId.set(owner.ownerId, { ...owner, columns: owner.columns.map((c) => ({ ...c })) });
  for (const owner of given) {
    let shape = byId.get(owner.ownerId);
    if (shape === undefined) byId.set(owner.ownerId, (shape = { ownerId: owner.ownerId, columns: [], base: 0, size: 0 }));
    for (const { metricId, values } of owner.columns) {
      const place = shape.columns.find((c) => c.metricId === metricId);
      if (place === undefined) shape.columns.push({ metricId, scale: scaleOf(metricId), subs: values.length });
      else place.subs = Math.max(place.subs, values.length);
    }
  }
  const owners = [...byId.values()].sort((a, b) => a.ownerId - b.ownerId);
  let base = 0;
  for (const owner of owners) {
    owner.base = base;
    owner.size = owner.columns.reduce((sum, c) => sum + c.subs, 0);
    base += owner.size;
  }
  return { owners, byId, last: new Float64Array(base), slotMs };
}

let residuals = new Float64Array(4096);
let literals = new Float64Array(4096);

function reserve(count: number): void {
  if (residuals.length >= count) return;
  residuals = new Float64Array(count * 2);
  literals = new Float64Array(count * 2);
}

/** Fills the residuals of one owner and moves `last` on. Returns whether anything differs from the prediction. */
function predictOwner(shape: OwnerShape, given: OwnerValues | undefined, last: Float64Array): boolean {
  reserve(shape.size);
  let at = 0;
  let changed = false;
  for (const place of shape.columns) {
    const values = given?.columns.find((c) => c.metricId === place.metricId)?.values;
    for (let sub = 0; sub < place.subs; sub++, at++) {
      const value = values === undefined || sub >= values.length ? Number.NaN : Math.round((values[sub] as number) * place.scale);
      if (!Number.isFinite(value)) {
        residuals[at] = Number.NaN;
        changed = true;
        continue;
      }
      const residual = residualOf(value, last[shape.base + at] as number);
      residuals[at] = residual;
      if (residual === IS_LITERAL) literals[at] = value;
      if (residual !== 0) changed = true;
      last[shape.base + at] = value;
    }
  }
  return changed;
}

/** Packs the passes of one cluster, window after window, remembering the pass before. Throw it away when a write failed: a new one begins with keyframes. */
export class PassEncoder {
  readonly #shards: (ShardState | null)[] = Array.from({ length: SHARDS }, () => null);
  readonly #tokens = new ByteWriter(65_536);
  readonly #lengths = new ByteWriter(4096);

  /** Packs one shard. `keyframe` forces one (start of a window). An empty answer (null) means that the shard has no owners. */
  encodeShard(shard: number, given: readonly OwnerValues[], slotMs: number, stepMs: number, keyframe: boolean): ShardBody | null {
    let state = keyframe ? null : (this.#shards[shard] ?? null);
    if (state === null && given.length === 0) {
      this.#shards[shard] = null;
      return null;
    }
    const isKeyframe = state === null || !fits(state, given);
    const previousSlotMs = state?.slotMs ?? slotMs;
    if (isKeyframe || state === null) state = shapeFor(state, given, slotMs);
    const out = new ByteWriter(4096);
    out.byte(VERSION);
    out.byte(isKeyframe ? KEYFRAME : DELTA);
    out.varint(stepMs / 1000);
    if (isKeyframe) writeShape(out, state.owners);
    else out.varint((slotMs - previousSlotMs) / 1000);

    const byId = new Map(given.map((owner) => [owner.ownerId, owner]));
    this.#tokens.truncate(0);
    this.#lengths.truncate(0);
    for (const shape of state.owners) {
      const before = this.#tokens.length;
      if (predictOwner(shape, byId.get(shape.ownerId), state.last)) writeResiduals(this.#tokens, residuals, literals, shape.size);
      this.#lengths.varint(this.#tokens.length - before);
    }
    out.append(this.#lengths.view());
    out.append(this.#tokens.view());
    state.slotMs = slotMs;
    this.#shards[shard] = state;
    return { shard, body: out.copy() };
  }
}

function writeShape(out: ByteWriter, owners: readonly OwnerShape[]): void {
  out.varint(owners.length);
  let before = 0;
  for (const owner of owners) {
    out.varint(owner.ownerId - before);
    before = owner.ownerId;
    out.varint(owner.columns.length);
    for (const column of owner.columns) {
      out.varint(column.metricId);
      out.varint(column.scale);
      out.varint(column.subs);
    }
  }
}

/** One column of one owner as the pass just applied left it. */
export interface DecodedColumn extends ColumnShape {
  /** Values of this pass; NaN = unknown in this pass. Overwritten by the next one. */
  values: Float64Array;
}

interface DecodedOwner {
  ownerId: number;
  columns: DecodedColumn[];
  last: Float64Array;
  size: number;
}

/** Unpacks the passes of one shard in order of time. With `wanted`, other owners are skipped without unpacking them. */
export class ShardDecoder {
  readonly #wanted: ReadonlySet<number> | null;
  /** In the order of the shape; null = not wanted. */
  #owners: (DecodedOwner | null)[] = [];
  #slotMs: number | null = null;
  stepMs = 0;

  constructor(wanted: ReadonlySet<number> | null = null) {
    this.#wanted = wanted;
  }

  /**
   * Applies the next pass. Returns the owners it has, or none when it builds on a pass that was not applied just before (lost): its values are unknown until the next keyframe.
   */
  apply(slotMs: number, body: Uint8Array): readonly { ownerId: number; columns: readonly DecodedColumn[] }[] {
    const input = new ByteReader(body);
    const version = input.byte();
    if (version !== VERSION) throw new RangeError(`a logged pass has version ${version}; this Farol reads version ${VERSION}`);
    const kind = input.byte();
    this.stepMs = input.varint() * 1000;
    if (kind === KEYFRAME) {
      this.#owners = this.#readShape(input);
    } else {
      const basedOn = slotMs - input.varint() * 1000;
      if (basedOn !== this.#slotMs) {
        this.#slotMs = null;
        this.#owners = [];
        return [];
      }
    }
    this.#slotMs = slotMs;
    const lengths = this.#owners.map(() => input.varint());
    let start = input.position;
    const decoded: DecodedOwner[] = [];
    for (const [i, length] of lengths.entries()) {
      const owner = this.#owners[i];
      if (owner) {
        reserve(owner.size);
        if (length === 0) residuals.fill(0, 0, owner.size);
        else readResiduals(new ByteReader(body, start), residuals, literals, owner.size);
        restoreOwner(owner);
        decoded.push(owner);
      }
      start += length;
    }
    return decoded;
  }

  #readShape(input: ByteReader): (DecodedOwner | null)[] {
    let ownerId = 0;
    return Array.from({ length: input.varint() }, () => {
      ownerId += input.varint();
      const shapes = Array.from({ length: input.varint() }, () => ({
        metricId: input.varint(),
        scale: input.varint(),
        subs: input.varint(),
      }));
      if (this.#wanted !== null && !this.#wanted.has(ownerId)) return null;
      const size = shapes.reduce((sum, c) => sum + c.subs, 0);
      const columns = shapes.map((shape) => ({ ...shape, values: new Float64Array(shape.subs) }));
      return { ownerId, columns, last: new Float64Array(size), size };
    });
  }
}

function restoreOwner(owner: DecodedOwner): void {
  let at = 0;
  for (const { values, scale } of owner.columns) {
    for (let sub = 0; sub < values.length; sub++, at++) {
      const residual = residuals[at] as number;
      if (Number.isNaN(residual)) {
        values[sub] = Number.NaN;
        continue;
      }
      const value = residual === IS_LITERAL ? (literals[at] as number) : (owner.last[at] as number) + residual;
      owner.last[at] = value;
      values[sub] = value / scale;
    }
  }
}
