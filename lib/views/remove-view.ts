import type { SavedViewRemoval } from '#lib/contracts/views.ts';
import type { Database } from '#lib/store/database.ts';
import { deleteView } from '#lib/store/saved-views.ts';

/** Forgets a view of a person's list. One that is not there is forgotten already. */
export async function removeView(db: Pick<Database, 'pool'>, userId: string, { list, name }: SavedViewRemoval): Promise<void> {
  await deleteView(db.pool, userId, list, name);
}
