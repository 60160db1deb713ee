import type { Me } from '#lib/contracts/session.ts';
import type { Database } from '#lib/store/database.ts';
import { askAuth } from './ask-auth.ts';
import type { Auth } from './auth.ts';
import type { Role } from './can.ts';

/** The account that demonstration links sign in. */
export const DEMO_USER_ID = 'demo-admin';

/** What deciding about people needs. */
export interface AuthDeps {
  db: Database;
  auth: Auth;
  /** Whether Farol runs as demonstration. */
  demo: boolean;
}

/** Somebody with a valid session. */
export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Signed in by a demonstration link. */
  demo: boolean;
}

/**
 * Who the session cookie belongs to; null without a valid session. The session is read from the database each time, so a revoked one ends at once.
 * The demonstration's account counts only while Farol runs as demonstration. Throws `unavailable` when the database cannot be asked.
 */
export async function authenticate(deps: AuthDeps, headers: Headers): Promise<SignedInUser | null> {
  // Without our cookie there is nothing to look up; probes and scrapers cost no query.
  if (!headers.get('cookie')?.includes('farol_session')) return null;
  const found = await askAuth(deps.db, () => deps.auth.api.getSession({ headers }));
  if (found === null) return null;
  const demo = found.user.id === DEMO_USER_ID;
  if (demo && !deps.demo) return null;
  return { id: found.user.id, name: found.user.name, email: found.user.email, role: asRole(found.user.role), demo };
}

/** A stored role; anything unknown gets the smaller one. */
function asRole(stored: unknown): Role {
  return stored === 'admin' ? 'admin' : 'viewer';
}

/** A signed-in user as the API tells them about themselves. */
export function toMe(user: SignedInUser): Me {
  return { id: user.id, name: user.name, email: user.email, role: user.role, demo: user.demo };
}
