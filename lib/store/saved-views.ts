import type { Queryable } from './audit.ts';

/** A named view as it is kept. */
export interface StoredView {
  name: string;
  query: string;
}

/** A person's views of a list, the first saved first. */
export async function readViews(on: Queryable, userId: string, list: string): Promise<StoredView[]> {
  const { rows } = await on.query<StoredView>(
    'SELECT name, query FROM saved_view WHERE user_id = $1 AND list = $2 ORDER BY created_at, name',
    [userId, list],
  );
  return rows;
}

/** Keeps a view, in place of one of the same name. Within a transaction: others of the same person wait, so that a count taken after it holds. Returns how many views of the list there are then. */
export async function writeView(on: Queryable, userId: string, list: string, { name, query }: StoredView): Promise<number> {
  await on.query('SELECT 1 FROM "user" WHERE id = $1 FOR UPDATE', [userId]);
  await on.query(
    `INSERT INTO saved_view (user_id, list, name, query) VALUES ($1, $2, $3, $4)
     ON CONFLICT (user_id, list, name) DO UPDATE SET query = EXCLUDED.query`,
    [userId, list, name, query],
  );
  const { rows } = await on.query<{ n: number }>('SELECT count(*)::int AS n FROM saved_view WHERE user_id = $1 AND list = $2', [
    userId,
    list,
  ]);
  return rows[0]?.n ?? 0;
}

/** Forgets a view; nothing happens when there is none of that name. */
export async function deleteView(on: Queryable, userId: string, list: string, name: string): Promise<void> {
  await on.query('DELETE FROM saved_view WHERE user_id = $1 AND list = $2 AND name = $3', [userId, list, name]);
}
