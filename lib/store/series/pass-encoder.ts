import { metricById } from '#lib/catalog/metrics.ts';
import { AppError } from '#lib/core/errors.ts';
import { ByteWriter } from '#lib/core/byte-stream.ts';
import { IS_LITERAL, residualOf, writeResiduals } from './residuals.ts';
import { DELTA, KEYFRAME, PASS_VERSION, type ColumnShape, type OwnerShape } from './pass-codec.ts';
import { SHARDS } from './tiers.ts';
import { NOWHERE, type ValuesByOwner } from './values-by-owner.ts';

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

/** The place of a metric in a list of columns, most likely the `nth`; undefined when it has none. */
function placeOf(columns: readonly ColumnShape[], metricId: number, nth: number): ColumnShape | undefined {
  const likely = columns[nth];
  return likely?.metricId === metricId ? likely : columns.find((column) => column.metricId === metricId);
}

/** Whether every value of an owner has a place among the columns. Values that are missing become gaps, so a subset fits. */
function hasRoom(columns: readonly ColumnShape[], given: ValuesByOwner, slot: number): boolean {
  const from = given.from(slot);
  for (let entry = from; entry < given.to(slot); entry++) {
    const place = placeOf(columns, given.metricId(entry), entry - from);
    if (place === undefined || place.subs < given.length(entry)) return false;
  }
  return true;
}

/** The columns with room for every value of an owner. */
function widened(columns: readonly ColumnShape[], given: ValuesByOwner, slot: number): readonly ColumnShape[] {
  if (hasRoom(columns, given, slot)) return columns;
  const wider = columns.map((column) => ({ ...column }));
  for (let entry = given.from(slot); entry < given.to(slot); entry++) {
    const metricId = given.metricId(entry);
    const subs = given.length(entry);
    const place = wider.find((column) => column.metricId === metricId);
    if (place === undefined) wider.push({ metricId, scale: scaleOf(metricId), subs });
    else place.subs = Math.max(place.subs, subs);
  }
  return wider;
}

function fits(state: ShardState, given: ValuesByOwner, slots: readonly number[]): boolean {
  return slots.every((slot) => {
    const shape = state.byId.get(given.ownerId(slot));
    return shape !== undefined && hasRoom(shape.columns, given, slot);
  });
}

/** The shape that holds the given values and everything the shard had in this window: so that metrics that come every few passes do not force a keyframe each time. */
function shapeFor(before: ShardState | null, given: ValuesByOwner, slots: readonly number[], slotMs: number): ShardState {
  const columnsOf = new Map<number, readonly ColumnShape[]>();
  for (const owner of before?.owners ?? []) columnsOf.set(owner.ownerId, owner.columns);
  for (const slot of slots) {
    const ownerId = given.ownerId(slot);
    columnsOf.set(ownerId, widened(columnsOf.get(ownerId) ?? [], given, slot));
  }
  // Owners of a kind mostly have the same columns: they share one list.
  const lists = new Map<string, readonly ColumnShape[]>();
  const byId = new Map<number, OwnerShape>();
  const owners: OwnerShape[] = [];
  let base = 0;
  for (const [ownerId, own] of [...columnsOf].sort(([a], [b]) => a - b)) {
    const key = own.map(({ metricId, subs }) => `${metricId}:${subs}`).join();
    const columns = lists.get(key) ?? own;
    lists.set(key, columns);
    const size = columns.reduce((sum, { subs }) => sum + subs, 0);
    const owner = { ownerId, columns, base, size };
    owners.push(owner);
    byId.set(ownerId, owner);
    base += size;
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

/** Fills the residuals of one owner and moves `last` on. `slot`: where its values are; `NOWHERE` = all of them are unknown. Returns whether anything differs from the prediction. */
function predictOwner(shape: OwnerShape, given: ValuesByOwner, slot: number, last: Float64Array): boolean {
  reserve(shape.size);
  let at = 0;
  let changed = false;
  for (let nth = 0; nth < shape.columns.length; nth++) {
    const { metricId, scale, subs } = shape.columns[nth] as ColumnShape;
    const entry = slot === NOWHERE ? NOWHERE : given.find(slot, metricId, nth);
    const known = entry === NOWHERE ? 0 : given.length(entry);
    const values = given.values(entry);
    const from = given.start(entry);
    for (let sub = 0; sub < subs; sub++, at++) {
      const value = sub < known ? Math.round((values[from + sub] as number) * scale) : Number.NaN;
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
  encodeShard(shard: number, given: ValuesByOwner, slotMs: number, stepMs: number, keyframe: boolean): ShardBody | null {
    let state = keyframe ? null : (this.#shards[shard] ?? null);
    const slots = given.slotsOf(shard);
    if (state === null && slots.length === 0) {
      this.#shards[shard] = null;
      return null;
    }
    const isKeyframe = state === null || !fits(state, given, slots);
    const previousSlotMs = state?.slotMs ?? slotMs;
    if (isKeyframe || state === null) state = shapeFor(state, given, slots, slotMs);
    const out = new ByteWriter(4096);
    out.byte(PASS_VERSION);
    out.byte(isKeyframe ? KEYFRAME : DELTA);
    out.varint(stepMs / 1000);
    if (isKeyframe) writeShape(out, state.owners);
    else out.varint((slotMs - previousSlotMs) / 1000);

    this.#tokens.truncate(0);
    this.#lengths.truncate(0);
    for (const shape of state.owners) {
      const before = this.#tokens.length;
      if (predictOwner(shape, given, given.slotOf(shape.ownerId), state.last))
        writeResiduals(this.#tokens, residuals, literals, shape.size);
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
