import type { SavedViewList, SavedViewQuery } from '#lib/contracts/views.ts';
import type { Database } from '#lib/store/database.ts';
import { readViews } from '#lib/store/saved-views.ts';

/** A person's named views of a list. */
export async function listViews(db: Pick<Database, 'pool'>, userId: string, { list }: SavedViewQuery): Promise<SavedViewList> {
  return { data: await readViews(db.pool, userId, list) };
}
