import { shardOf, SHARDS } from './tiers.ts';
import type { PassWrite, ValueColumn } from './types.ts';

/** Where no owner or value is. */
export const NOWHERE = -1;

/**
 * The values of one pass by owner, for those who go from owner to owner: an index into its columns, no copy. Each owner has a slot; its values are entries `[from(slot), to(slot))`, in the order of the columns.
 * An owner that stands in the pass more than once is one.
 */
export class ValuesByOwner {
  readonly #columns: readonly ValueColumn[];
  readonly #slotOf = new Map<number, number>();
  readonly #ids: number[] = [];
  readonly #byShard: number[][] = Array.from({ length: SHARDS }, () => []);
  /** Where the entries of each slot start, and where the last one's end. */
  readonly #starts: Uint32Array;
  /** Column of each entry, and the place of its owner in that column. */
  readonly #columnOf: Uint16Array;
  readonly #placeOf: Uint32Array;

  constructor({ ownerIds, columns }: Pick<PassWrite, 'ownerIds' | 'columns'>) {
    this.#columns = columns;
    const slots = this.#takeOwners(ownerIds);
    const starts = new Uint32Array(this.#ids.length + 1);
    for (const { owners } of columns) {
      for (let i = 0; i < owners.length; i++) {
        const slot = slots[owners[i] ?? 0] ?? NOWHERE;
        if (slot !== NOWHERE) starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
      }
    }
    for (let slot = 0; slot < this.#ids.length; slot++) starts[slot + 1] = (starts[slot + 1] ?? 0) + (starts[slot] ?? 0);
    this.#starts = starts;
    const entries = starts[this.#ids.length] ?? 0;
    this.#columnOf = new Uint16Array(entries);
    this.#placeOf = new Uint32Array(entries);
    const next = starts.slice();
    for (let c = 0; c < columns.length; c++) {
      const owners = columns[c]?.owners ?? new Uint32Array(0);
      for (let i = 0; i < owners.length; i++) {
        const slot = slots[owners[i] ?? 0] ?? NOWHERE;
        if (slot === NOWHERE) continue;
        const entry = next[slot] ?? 0;
        next[slot] = entry + 1;
        this.#columnOf[entry] = c;
        this.#placeOf[entry] = i;
      }
    }
  }

  /** Slots of the owners of one shard. */
  slotsOf(shard: number): readonly number[] {
    return this.#byShard[shard] ?? [];
  }

  /** The slot of an owner; `NOWHERE` when the pass has nothing of it. */
  slotOf(ownerId: number): number {
    return this.#slotOf.get(ownerId) ?? NOWHERE;
  }

  ownerId(slot: number): number {
    return this.#ids[slot] ?? NOWHERE;
  }

  from(slot: number): number {
    return this.#starts[slot] ?? 0;
  }

  to(slot: number): number {
    return this.#starts[slot + 1] ?? 0;
  }

  metricId(entry: number): number {
    return this.#columns[this.#columnOf[entry] ?? 0]?.metricId ?? NOWHERE;
  }

  /** How many values the entry has: 1, or one for each partition. */
  length(entry: number): number {
    const starts = this.#columns[this.#columnOf[entry] ?? 0]?.starts ?? null;
    const place = this.#placeOf[entry] ?? 0;
    return starts === null ? 1 : (starts[place + 1] ?? 0) - (starts[place] ?? 0);
  }

  /** The column that the entry's values stand in, and from where on. */
  values(entry: number): Float64Array {
    return this.#columns[this.#columnOf[entry] ?? 0]?.values ?? new Float64Array(0);
  }

  start(entry: number): number {
    const place = this.#placeOf[entry] ?? 0;
    const starts = this.#columns[this.#columnOf[entry] ?? 0]?.starts ?? null;
    return starts === null ? place : (starts[place] ?? 0);
  }

  /** The entry of one metric of a slot, most likely the `nth`; `NOWHERE` when the owner has no such value. */
  find(slot: number, metricId: number, nth: number): number {
    const from = this.from(slot);
    const to = this.to(slot);
    const likely = from + nth;
    if (likely < to && this.metricId(likely) === metricId) return likely;
    for (let entry = from; entry < to; entry++) if (this.metricId(entry) === metricId) return entry;
    return NOWHERE;
  }

  /** Gives every owner its slot, and returns the slot of each place in the list. */
  #takeOwners(ownerIds: Int32Array): Int32Array {
    const slots = new Int32Array(ownerIds.length).fill(NOWHERE);
    for (let i = 0; i < ownerIds.length; i++) {
      const ownerId = ownerIds[i] ?? NOWHERE;
      if (ownerId < 0) continue;
      let slot = this.#slotOf.get(ownerId);
      if (slot === undefined) {
        slot = this.#ids.length;
        this.#slotOf.set(ownerId, slot);
        this.#ids.push(ownerId);
        this.#byShard[shardOf(ownerId)]?.push(slot);
      }
      slots[i] = slot;
    }
    return slots;
  }
}
