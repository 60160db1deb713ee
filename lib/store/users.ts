import type { Queryable } from './audit.ts';

/** An account as it is made. `passwordHash` null: it has no password and can only be signed in by a link. */
export interface NewUser {
  id: string;
  name: string;
  /** Lower case. */
  email: string;
  role: 'admin' | 'viewer';
  passwordHash: string | null;
}

/** Whether anybody but `exceptId` has an account. */
export async function hasUser(on: Queryable, exceptId: string): Promise<boolean> {
  const { rowCount } = await on.query('SELECT 1 FROM "user" WHERE id <> $1 LIMIT 1', [exceptId]);
  return rowCount === 1;
}

/** Within a transaction: lets the makers of first accounts take turns until it ends. */
export async function lockUsers(on: Queryable): Promise<void> {
  await on.query('LOCK TABLE "user" IN SHARE ROW EXCLUSIVE MODE');
}

/** Makes an account; does nothing when the id exists. Call within a transaction: the account and its password are two rows. */
export async function insertUser(on: Queryable, user: NewUser): Promise<void> {
  const { rowCount } = await on.query(
    `INSERT INTO "user" (id, name, email, email_verified, role) VALUES ($1, $2, $3, true, $4) ON CONFLICT (id) DO NOTHING`,
    [user.id, user.name, user.email, user.role],
  );
  if (rowCount !== 1 || user.passwordHash === null) return;
  // The row by which better-auth knows a password: provider `credential`, account id = user id.
  await on.query(
    `INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at) VALUES (gen_random_uuid()::text, $1, 'credential', $1, $2, now())`,
    [user.id, user.passwordHash],
  );
}
