import type { Database } from './database.ts';

/** Wall time of the database, epoch ms. All ages that people see are told by it. */
export async function readDatabaseTime(db: Pick<Database, 'pool'>): Promise<number> {
  const { rows } = await db.pool.query<{ ms: number }>('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms');
  return rows[0]?.ms ?? Number.NaN;
}
