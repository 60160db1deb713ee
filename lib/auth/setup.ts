import { randomUUID } from 'node:crypto';
import type { SetupInput, SetupState } from '#lib/contracts/session.ts';
import { AppError } from '#lib/core/errors.ts';
import { inTransaction, type Database } from '#lib/store/database.ts';
import { consumeSetupLink, isSetupLinkValid } from '#lib/store/setup-links.ts';
import { hasUser, insertUser, lockUsers } from '#lib/store/users.ts';
import type { Auth } from './auth.ts';
import { DEMO_USER_ID, type SignedInUser } from './authenticate.ts';

const CLOSED =
  'The setup link is not valid: it was used, is too old, or a newer one was printed. Look at the server’s output, or restart it for a new link.';

/** What the sign-in pages need to know before anybody is signed in. In the demonstration nobody needs to set anything up. */
export async function readSetupState(db: Pick<Database, 'pool'>, options: { demo: boolean }): Promise<SetupState> {
  return { needsSetup: !options.demo && !(await hasUser(db.pool, DEMO_USER_ID)), demo: options.demo };
}

/**
 * Makes the first account, an administrator, with the printed link. The link is used up in the same transaction that makes the account: two people with
 * one link get one account. Throws `forbidden` for a bad link and `conflict` once anybody has an account.
 */
export async function completeSetup(db: Database, auth: Auth, input: SetupInput): Promise<SignedInUser> {
  // Hashing is slow on purpose; strangers without a valid link must not be able to ask for it.
  if (!(await isSetupLinkValid(db.pool, { purpose: 'setup', token: input.token }))) throw new AppError('forbidden', CLOSED);
  const passwordHash = await (await auth.$context).password.hash(input.password);
  const user = { id: randomUUID(), name: input.name, email: input.email.toLowerCase(), role: 'admin' as const };
  await inTransaction(db, async (client) => {
    await lockUsers(client);
    if (await hasUser(client, DEMO_USER_ID)) throw new AppError('conflict', 'Farol has been set up already. Sign in instead.');
    if (!(await consumeSetupLink(client, { purpose: 'setup', token: input.token }))) throw new AppError('forbidden', CLOSED);
    await insertUser(client, { ...user, passwordHash });
  });
  return { ...user, demo: false };
}
