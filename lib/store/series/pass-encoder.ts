import { metricById } from '#lib/catalog/metrics.ts';
import { AppError } from '#lib/core/errors.ts';
import { ByteWriter } from './byte-stream.ts';
import { IS_LITERAL, residualOf, writeResiduals } from './residuals.ts';
import { DELTA, KEYFRAME, PASS_VERSION, type OwnerShape } from './pass-codec.ts';
import { SHARDS } from './tiers.ts';
import type { OwnerValues } from './types.ts';

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
    out.byte(PASS_VERSION);
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
