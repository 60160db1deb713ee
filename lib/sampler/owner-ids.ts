import type { Database } from '#lib/store/database.ts';
import { ensureOwners } from '#lib/store/series/owners.ts';
import type { OwnerRef, OwnerValues } from '#lib/store/series/types.ts';
import type { RefValues } from './build-owner-values.ts';

/** The numbers under which owners of one cluster are stored. Each is asked for once. */
export class OwnerIds {
  readonly #db: Pick<Database, 'pool'>;
  readonly #clusterKey: number;
  #ids = new Map<string, number>();

  constructor(db: Pick<Database, 'pool'>, clusterKey: number) {
    this.#db = db;
    this.#clusterKey = clusterKey;
  }

  /** The same values under owner numbers. Registers owners that are new; rejects when the database is away. Owners that are not in `values` are forgotten. */
  async resolve(values: readonly RefValues[]): Promise<OwnerValues[]> {
    const keys = values.map((owner) => keyOf(owner.ref));
    const missing = values.filter((_owner, i) => !this.#ids.has(keys[i] ?? ''));
    if (missing.length > 0) {
      const owners = await ensureOwners(
        this.#db,
        this.#clusterKey,
        missing.map((owner) => owner.ref),
      );
      for (const [i, owner] of owners.entries()) {
        const ref = missing[i]?.ref;
        if (ref !== undefined) this.#ids.set(keyOf(ref), owner.ownerId);
      }
    }
    const resolved: OwnerValues[] = [];
    const used = new Map<string, number>();
    for (const [i, { columns }] of values.entries()) {
      const key = keys[i] ?? '';
      const ownerId = this.#ids.get(key);
      if (ownerId === undefined) continue;
      used.set(key, ownerId);
      resolved.push({ ownerId, columns });
    }
    // Deleted topics and groups must not pile up here; an owner that is back is looked up again. A failed pass has no values and says nothing about owners.
    if (values.length > 0 && this.#ids.size > used.size * 2) this.#ids = used;
    return resolved;
  }
}

function keyOf({ kind, node, topicId, group }: OwnerRef): string {
  return `${kind}\0${node ?? ''}\0${group ?? ''}\0${topicId ?? ''}`;
}
