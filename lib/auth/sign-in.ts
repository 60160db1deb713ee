import { APIError } from 'better-auth/api';
import type { LoginInput } from '#lib/contracts/session.ts';
import { AppError } from '#lib/core/errors.ts';
import { consumeSetupLink } from '#lib/store/setup-links.ts';
import { askAuth } from './ask-auth.ts';
import { authenticate, DEMO_USER_ID, type AuthDeps, type SignedInUser } from './authenticate.ts';
import { countLinkUse, countSignIn, forgiveSignIn } from './sign-in-limits.ts';

/** Somebody signed in, with the cookies that say so. */
export interface SignedIn {
  user: SignedInUser;
  /** `Set-Cookie` values. */
  cookies: string[];
}

/**
 * Signs in with e-mail and password. Every failure says the same and takes the same work, whether the account exists or not: `unauthenticated`.
 * Throws `too_many_requests` after too many attempts, right or wrong.
 */
export async function signIn(
  deps: AuthDeps,
  input: LoginInput,
  call: { headers: Headers; remote: string | null },
): Promise<SignedIn> {
  const attempt = { email: input.email, remote: call.remote };
  await countSignIn(deps.db, attempt);
  const cookies = await deps.auth.api
    .signInEmail({
      body: { email: input.email, password: input.password },
      headers: withoutCookies(call.headers),
      returnHeaders: true,
    })
    .then(({ headers }) => headers.getSetCookie())
    .catch((error: unknown) => {
      if (error instanceof APIError && error.statusCode < 500) {
        throw new AppError('unauthenticated', 'E-mail or password is wrong.', { cause: error });
      }
      throw error;
    });
  await forgiveSignIn(deps.db, attempt);
  return { user: await whoIs(deps, cookies), cookies };
}

/** Signs in as the demonstration's administrator with a link that works once. Throws `forbidden` for any other. */
export async function signInByLink(
  deps: AuthDeps,
  token: string,
  call: { headers: Headers; remote: string | null },
): Promise<SignedIn> {
  await countLinkUse(deps.db, call.remote);
  if (!deps.demo || !(await consumeSetupLink(deps.db.pool, { purpose: 'demo', token }))) {
    throw new AppError(
      'forbidden',
      'This link is not valid: it works once, and a newer one ends it. The terminal of the demonstration prints it at each start.',
    );
  }
  const cookies = await sessionCookies(deps, DEMO_USER_ID, call.headers);
  return { user: await whoIs(deps, cookies), cookies };
}

/** `Set-Cookie` values of a new session for somebody whose identity is proven. */
export async function sessionCookies(
  { db, auth }: Pick<AuthDeps, 'db' | 'auth'>,
  userId: string,
  headers: Headers,
): Promise<string[]> {
  const { headers: answer } = await askAuth(db, () =>
    auth.api.createSessionForUser({ body: { userId }, headers: withoutCookies(headers), returnHeaders: true }),
  );
  return answer.getSetCookie();
}

/** Ends the session of the cookie, in the database and in the browser. Returns the `Set-Cookie` values. */
export async function signOut({ db, auth }: Pick<AuthDeps, 'db' | 'auth'>, headers: Headers): Promise<string[]> {
  const { headers: answer } = await askAuth(db, () => auth.api.signOut({ headers, returnHeaders: true }));
  return answer.getSetCookie();
}

/** Reads the session back with its own cookie, so that what is answered is what the next request will see. */
async function whoIs(deps: AuthDeps, cookies: readonly string[]): Promise<SignedInUser> {
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ');
  const user = await authenticate(deps, new Headers({ cookie }));
  if (user === null) throw new AppError('unauthenticated', 'The new session was not accepted.');
  return user;
}

/** A sign-in starts afresh: cookies of an earlier session have no say in it. */
function withoutCookies(headers: Headers): Headers {
  const rest = new Headers(headers);
  rest.delete('cookie');
  return rest;
}
