import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import type { Database } from '#lib/store/database.ts';
import { prismaOn } from '#lib/store/prisma.ts';

/** Passwords: length only, as NIST and ASVS advise; the upper bound keeps hashing cheap to refuse. */
export const PASSWORD_LENGTH_MIN = 12;
const PASSWORD_LENGTH_MAX = 200;

/** A session ends this long after sign-in, seconds, however busy it is. */
const SESSION_SECONDS = 7 * 24 * 3600;

export interface AuthOptions {
  db: Database;
  /** Key material; better-auth signs session cookies with it. */
  appSecret: string;
  /** null: Farol is reached by plain HTTP or at an address it does not know. */
  publicUrl: string | null;
}

/**
 * Accounts, password hashing and sessions, by better-auth on our tables. Its own HTTP handler is mounted nowhere: Farol's routes call `auth.api`,
 * so that limits, audit and errors are the same as everywhere. Sign-up is closed; the first account is made by `completeSetup`.
 */
export function createAuth({ db, appSecret, publicUrl }: AuthOptions) {
  const secure = publicUrl?.startsWith('https:') ?? false;
  return betterAuth({
    appName: 'Farol',
    baseURL: publicUrl ?? 'http://localhost',
    secret: appSecret,
    database: prismaAdapter(prismaOn(db), { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    user: { additionalFields: { role: { type: 'string', required: true, input: false, defaultValue: 'viewer' } } },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // Ours stand before every route; see lib/api and sign-in-limits.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // The `__Host-` prefix pins the cookie to this host over HTTPS; better-auth's own switch would only give `__Secure-`.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: secure ? '__Host-farol_session' : 'farol_session',
          attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
        },
      },
    },
    plugins: [sessionForUser()],
  });
}

/** The configured better-auth instance. */
export type Auth = ReturnType<typeof createAuth>;

/** Adds `auth.api.createSessionForUser`: a session for somebody whose identity Farol has proven by other means (a one-time link). It has no HTTP path. */
function sessionForUser() {
  return {
    id: 'session-for-user',
    endpoints: {
      createSessionForUser: createAuthEndpoint(
        { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          if (user === null) throw ctx.error('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ userId: user.id });
        },
      ),
    },
  };
}
