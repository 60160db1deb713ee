import type { Database } from '#lib/store/database.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import type { OwnerRef } from '#lib/store/series/types.ts';

/** What is not stored. */
const NO_OWNER = -1;

/** The numbers under which owners of one cluster are stored. Each is asked for once. */
export class OwnerIds {
  readonly #db: Pick<Database, 'pool'>;
  readonly #clusterKey: number;
  /** Owners of the last pass that had its full number, and their numbers. Deleted topics and groups do not pile up: an owner that is back is looked up again. */
  #known: { owners: readonly OwnerRef[]; ids: Int32Array } = { owners: [], ids: new Int32Array(0) };

  constructor(db: Pick<Database, 'pool'>, clusterKey: number) {
    this.#db = db;
    this.#clusterKey = clusterKey;
  }

  /** The number of each owner. Registers owners that are new; rejects when the database is away. */
  async resolve(owners: readonly OwnerRef[]): Promise<Int32Array> {
    const { owners: before, ids: idsBefore } = this.#known;
    const ids = new Int32Array(owners.length).fill(NO_OWNER);
    const moved: number[] = [];
    for (let i = 0; i < owners.length; i++) {
      // Most owners are the objects of the pass before, in the same place: no key is made for them.
      if (owners[i] === before[i]) ids[i] = idsBefore[i] ?? NO_OWNER;
      else moved.push(i);
    }
    if (moved.length > 0) await this.#find(owners, ids, moved);
    // A pass that failed has few values and says nothing about owners.
    if (owners.length * 2 >= before.length) this.#known = { owners, ids };
    return ids;
  }

  async #find(owners: readonly OwnerRef[], ids: Int32Array, places: readonly number[]): Promise<void> {
    const { owners: before, ids: idsBefore } = this.#known;
    const known = new Map(before.map((ref, i) => [ownerKey(ref), idsBefore[i] ?? NO_OWNER]));
    const missing: { place: number; ref: OwnerRef }[] = [];
    for (const place of places) {
      const ref = owners[place];
      if (ref === undefined) continue;
      const id = known.get(ownerKey(ref));
      if (id === undefined) missing.push({ place, ref });
      else ids[place] = id;
    }
    if (missing.length === 0) return;
    const found = await ensureOwners(
      this.#db,
      this.#clusterKey,
      missing.map(({ ref }) => ref),
    );
    for (const [i, { place }] of missing.entries()) ids[place] = found[i]?.ownerId ?? NO_OWNER;
  }
}

/** Identity of an owner within its cluster. */
function ownerKey({ kind, node, topicId, group }: OwnerRef): string {
  return `${kind}\0${node ?? ''}\0${group ?? ''}\0${topicId ?? ''}`;
}
