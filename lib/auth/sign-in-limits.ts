import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors.ts';
import { clearAttempts, countAttempt } from '#lib/store/attempts.ts';
import type { Database } from '#lib/store/database.ts';

/** Window in which attempts are counted, and so the longest lock-out. */
const WINDOW_MS = 15 * 60_000;

/**
 * Attempts in one window. The pair stops guessing at one account; the address stops one machine that tries many accounts; the account stops many machines
 * that try one, and stands high, because it is the only one by which a stranger can lock somebody out.
 */
export const SIGN_IN_ATTEMPTS = { pair: 5, address: 30, account: 100 } as const;

/** Attempts with a one-time link, per address. The token cannot be guessed; this only bounds the work. */
const LINK_ATTEMPTS = 30;

/** Refuses with `too_many_requests` when this address, account or pair has tried too often. Call before looking at the password. */
export async function countSignIn(db: Pick<Database, 'pool'>, attempt: { email: string; remote: string | null }): Promise<void> {
  const keys = keysOf(attempt);
  for (const limit of ['pair', 'address', 'account'] as const) {
    await countOrRefuse(db, keys[limit], SIGN_IN_ATTEMPTS[limit]);
  }
}

/** After a success the pair starts again at zero. Address and account keep counting: one known password must not buy more guesses at others. */
export async function forgiveSignIn(
  db: Pick<Database, 'pool'>,
  attempt: { email: string; remote: string | null },
): Promise<void> {
  await clearAttempts(db, keysOf(attempt).pair);
}

/** The same for one-time links. */
export async function countLinkUse(db: Pick<Database, 'pool'>, remote: string | null): Promise<void> {
  await countOrRefuse(db, hashed('link', remote ?? 'unknown'), LINK_ATTEMPTS);
}

async function countOrRefuse(db: Pick<Database, 'pool'>, key: string, allowed: number): Promise<void> {
  const { count, endsInMs } = await countAttempt(db, key, WINDOW_MS);
  if (count <= allowed) return;
  const minutes = Math.max(1, Math.ceil(endsInMs / 60_000));
  throw new AppError(
    'too_many_requests',
    `Too many sign-in attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  );
}

function keysOf({ email, remote }: { email: string; remote: string | null }): Record<keyof typeof SIGN_IN_ATTEMPTS, string> {
  const account = email.trim().toLowerCase();
  const address = remote ?? 'unknown';
  return { pair: hashed('pair', account, address), address: hashed('address', address), account: hashed('account', account) };
}

/** Typed e-mail addresses are personal data, and sometimes passwords typed into the wrong field: only a digest is kept. */
function hashed(...parts: string[]): string {
  return `sign-in:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;
}
