import type { SavedViewInput, SavedViewList } from '#lib/contracts/views.ts';
import { AppError } from '#lib/core/errors.ts';
import { inTransaction, type Database } from '#lib/store/database.ts';
import { readViews, writeView } from '#lib/store/saved-views.ts';

/** More than anybody needs of one list; keeps a person's rows bounded. */
const VIEWS_MAX = 50;

/** Keeps a view of a person's list, in place of one of the same name, and returns all of that list. Throws `conflict` when there would be too many. */
export async function saveView(
  db: Pick<Database, 'pool'>,
  userId: string,
  { list, name, query }: SavedViewInput,
): Promise<SavedViewList> {
  return inTransaction(db, async (client) => {
    const count = await writeView(client, userId, list, { name, query });
    if (count > VIEWS_MAX) {
      throw new AppError('conflict', `There are ${VIEWS_MAX} views of this list already: remove one before you save another.`);
    }
    return { data: await readViews(client, userId, list) };
  });
}
