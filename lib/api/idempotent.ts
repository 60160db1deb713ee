import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors.ts';
import { toJson } from '#lib/core/json.ts';
import type { Database } from '#lib/store/database.ts';
import { abandonIdempotent, beginIdempotent, completeIdempotent, type IdempotentRequest } from '#lib/store/idempotency.ts';

/** Longest key taken; a UUID has 36 characters. */
const KEY_LENGTH_MAX = 128;

/** Digest by which a repeat is recognised as the same request. Bodies may hold secrets, so only the digest is kept. */
export function requestHash(target: string, body: unknown): string {
  return createHash('sha256')
    .update(`${target}\n${toJson(body)}`)
    .digest('base64url');
}

/**
 * Runs a mutation once per key: a repeat within a day gets the first answer again, marked `Idempotency-Replayed: true`. Failures are not kept, so that they can be tried again.
 * Throws `conflict` while the first one is still running and when the key was used for another request.
 */
export async function withIdempotency(
  request: IdempotentRequest & { db: Database },
  run: () => Promise<Response>,
): Promise<Response> {
  const { db, ...claim } = request;
  if (claim.key.length === 0 || claim.key.length > KEY_LENGTH_MAX) {
    throw new AppError('invalid', 'The Idempotency-Key is empty or too long.', {
      invalidParams: [{ name: 'Idempotency-Key', reason: `expected 1 to ${KEY_LENGTH_MAX} characters` }],
    });
  }
  const found = await beginIdempotent(db, claim);
  switch (found.state) {
    case 'replay':
      return new Response(found.body, {
        status: found.status,
        headers: { ...(found.body === null ? {} : { 'content-type': 'application/json' }), 'idempotency-replayed': 'true' },
      });
    case 'running':
      throw new AppError('conflict', 'The first request with this Idempotency-Key is still running. Try again in a moment.');
    case 'mismatch':
      throw new AppError('conflict', 'This Idempotency-Key was used for another request. Use a new one.');
    case 'first':
      break;
  }
  try {
    const response = await run();
    const isJson = response.headers.get('content-type') === 'application/json';
    // A stream tells what happens while it happens: there is nothing to tell again.
    if (!isJson && response.body !== null) await abandonIdempotent(db, claim);
    else await completeIdempotent(db, claim, { status: response.status, body: isJson ? await response.clone().text() : null });
    return response;
  } catch (error) {
    await abandonIdempotent(db, claim);
    throw error;
  }
}
