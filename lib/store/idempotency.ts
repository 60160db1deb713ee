import type { Database } from './database.ts';

/** A mutation that carries an `Idempotency-Key`. */
export interface IdempotentRequest {
  userId: string;
  key: string;
  /** Hash of method, path and body: the same key with another request is a mistake of the client. */
  requestHash: string;
}

/** What a repeated key means: go ahead; answer again what was answered; still being worked on; or used for another request. */
export type IdempotencyState =
  | { state: 'first' }
  | { state: 'replay'; status: number; body: string | null }
  | { state: 'running' }
  | { state: 'mismatch' };

/** How long answers are kept for repeats. */
const KEEP_HOURS = 24;
/** A request that has neither answered nor failed after this long died with its process: its key may be used again. */
const ABANDONED_AFTER_SECONDS = 60;

/** Claims the key. Only one of several requests at once gets `first`; it must then call `completeIdempotent` or `abandonIdempotent`. */
export async function beginIdempotent(db: Pick<Database, 'pool'>, request: IdempotentRequest): Promise<IdempotencyState> {
  const { userId, key, requestHash } = request;
  const claimed = await db.pool.query(
    `INSERT INTO idempotency_key AS i (user_id, key, request_hash, expires_at) VALUES ($1, $2, $3, now() + $4 * interval '1 hour')
     ON CONFLICT (user_id, key) DO UPDATE
       SET request_hash = $3, status = NULL, body = NULL, created_at = now(), expires_at = excluded.expires_at
       WHERE i.expires_at < now() OR (i.status IS NULL AND i.created_at < now() - $5 * interval '1 second')`,
    [userId, key, requestHash, KEEP_HOURS, ABANDONED_AFTER_SECONDS],
  );
  if (claimed.rowCount === 1) return { state: 'first' };
  const { rows } = await db.pool.query<{ request_hash: string; status: number | null; body: string | null }>(
    'SELECT request_hash, status, body FROM idempotency_key WHERE user_id = $1 AND key = $2',
    [userId, key],
  );
  const found = rows[0];
  // Gone between the two statements: the first one gave up just now.
  if (found === undefined) return { state: 'running' };
  if (found.request_hash !== requestHash) return { state: 'mismatch' };
  return found.status === null ? { state: 'running' } : { state: 'replay', status: found.status, body: found.body };
}

/** Keeps the answer for repeats. */
export async function completeIdempotent(
  db: Pick<Database, 'pool'>,
  request: IdempotentRequest,
  answer: { status: number; body: string | null },
): Promise<void> {
  await db.pool.query('UPDATE idempotency_key SET status = $3, body = $4 WHERE user_id = $1 AND key = $2 AND status IS NULL', [
    request.userId,
    request.key,
    answer.status,
    answer.body,
  ]);
}

/** Gives the key free: the request failed in a way that a repeat may mend. */
export async function abandonIdempotent(db: Pick<Database, 'pool'>, request: IdempotentRequest): Promise<void> {
  await db.pool.query('DELETE FROM idempotency_key WHERE user_id = $1 AND key = $2 AND status IS NULL', [
    request.userId,
    request.key,
  ]);
}

/** Removes answers past their time; returns how many. */
export async function expireIdempotencyKeys(db: Pick<Database, 'pool'>): Promise<number> {
  return (await db.pool.query('DELETE FROM idempotency_key WHERE expires_at < now()')).rowCount ?? 0;
}
