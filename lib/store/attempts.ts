import type { Database } from './database.ts';

/**
 * Counts one attempt under a key within a fixed window, across all web replicas, and returns how many there were in this window (this one included)
 * and after how long it ends. Counting comes before the deed, so that attempts sent at once count too. Keys must not hold personal data: hash them.
 */
export async function countAttempt(
  db: Pick<Database, 'pool'>,
  key: string,
  windowMs: number,
): Promise<{ count: number; endsInMs: number }> {
  const { rows } = await db.pool.query<{ count: number; endsInMs: number }>(
    `WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now)
     INSERT INTO rate_limit AS r (id, key, count, last_request) SELECT gen_random_uuid()::text, $1, 1, now FROM clock
     ON CONFLICT (key) DO UPDATE SET
       count = CASE WHEN r.last_request < excluded.last_request - $2::bigint THEN 1 ELSE r.count + 1 END,
       last_request = CASE WHEN r.last_request < excluded.last_request - $2::bigint THEN excluded.last_request ELSE r.last_request END
     RETURNING count, (last_request + $2::bigint - (SELECT now FROM clock))::float8 AS "endsInMs"`,
    [key, windowMs],
  );
  const row = rows[0] ?? { count: 1, endsInMs: windowMs };
  // A new window is rare, so it is the moment to forget the windows that ended.
  if (row.count === 1) {
    await db.pool.query(
      `DELETE FROM rate_limit WHERE last_request < (extract(epoch FROM clock_timestamp()) * 1000)::bigint - $1::bigint * 2`,
      [windowMs],
    );
  }
  return row;
}

/** Forgets the attempts under a key, after a success. */
export async function clearAttempts(db: Pick<Database, 'pool'>, key: string): Promise<void> {
  await db.pool.query('DELETE FROM rate_limit WHERE key = $1', [key]);
}
