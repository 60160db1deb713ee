import { inTransaction, type Database } from '#lib/store/database.ts';
import { createSetupLink } from '#lib/store/setup-links.ts';
import { hasUser, insertUser } from '#lib/store/users.ts';
import { DEMO_USER_ID } from './authenticate.ts';

/** A setup link waits for an administrator to find the terminal; each start of the server prints a new one and ends the one before. */
const SETUP_LINK_MS = 24 * 3_600_000;
/** The demonstration opens at once; the link is for the person who started it. */
const DEMO_LINK_MS = 12 * 3_600_000;

/**
 * The one-time link that makes the first account, as a full URL to print on the terminal; null when somebody has an account already.
 * Call it at each start: earlier unused links end. The secret stands in the fragment, which browsers never send to a server and proxies never log.
 */
export async function ensureSetupLink(db: Pick<Database, 'pool'>, options: { publicUrl: string }): Promise<string | null> {
  if (await hasUser(db.pool, DEMO_USER_ID)) return null;
  const { token } = await createSetupLink(db.pool, { purpose: 'setup', ttlMs: SETUP_LINK_MS });
  return linkUrl(options.publicUrl, 'setup', token);
}

/**
 * A link that signs in once as the demonstration's administrator, as a full URL. Makes that account when it is missing; it has no password, and its sessions count
 * only while Farol runs as demonstration (`FAROL_DEMO`).
 */
export async function createDemoLink(db: Database, options: { publicUrl: string }): Promise<string> {
  const token = await inTransaction(db, async (client) => {
    await insertUser(client, { id: DEMO_USER_ID, name: 'Demo', email: 'demo@farol.invalid', role: 'admin', passwordHash: null });
    return (await createSetupLink(client, { purpose: 'demo', ttlMs: DEMO_LINK_MS })).token;
  });
  return linkUrl(options.publicUrl, 'enter', token);
}

function linkUrl(publicUrl: string, page: 'setup' | 'enter', token: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/${page}#${token}`;
}
