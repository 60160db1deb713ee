import type { Database } from '#lib/store/database.ts';

/**
 * Runs a call of better-auth. When it fails, the database is asked first: better-auth hides an unreachable database behind an error of its own,
 * and a person must hear "unavailable" then, not "something went wrong", and not "signed out". Throws AppError('unavailable'), or what better-auth threw.
 */
export async function askAuth<T>(db: Pick<Database, 'pool'>, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    await db.pool.query('SELECT 1');
    throw error;
  }
}
