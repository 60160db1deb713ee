import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from './audit.ts';

/** `setup`: make the first account. `demo`: sign in to the demonstration once. */
export type SetupPurpose = 'setup' | 'demo';

/** 256 random bits: not to be guessed, so a plain hash of it may be stored. */
const TOKEN_BYTES = 32;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a link token. It is returned once and never stored: print it, do not log it. Earlier unused links of the same purpose end, so that one only is valid. */
export async function createSetupLink(
  on: Queryable,
  link: { purpose: SetupPurpose; ttlMs: number },
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const { rows } = await on.query<{ expires_at: Date }>(
    `WITH ended AS (DELETE FROM setup_link WHERE purpose = $2 AND used_at IS NULL)
     INSERT INTO setup_link (token_hash, purpose, expires_at) VALUES ($1, $2, now() + $3 * interval '1 millisecond') RETURNING expires_at`,
    [hashOf(token), link.purpose, link.ttlMs],
  );
  return { token, expiresAt: rows[0]?.expires_at ?? new Date(0) };
}

/** Whether the token would be accepted now, without using it up. */
export async function isSetupLinkValid(on: Queryable, link: { purpose: SetupPurpose; token: string }): Promise<boolean> {
  const { rowCount } = await on.query(
    'SELECT 1 FROM setup_link WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()',
    [hashOf(link.token), link.purpose],
  );
  return rowCount === 1;
}

/** Uses the token up. True exactly once, even for two requests at the same time; false when it is unknown, used or past its time. Give the client of a transaction to undo it when what follows fails. */
export async function consumeSetupLink(on: Queryable, link: { purpose: SetupPurpose; token: string }): Promise<boolean> {
  const { rowCount } = await on.query(
    'UPDATE setup_link SET used_at = now() WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()',
    [hashOf(link.token), link.purpose],
  );
  return rowCount === 1;
}
