import { route } from '#lib/api/route.ts';
import { withCookies } from '#lib/api/with-cookies.ts';
import { toMe } from '#lib/auth/authenticate.ts';
import { signIn, signOut } from '#lib/auth/sign-in.ts';

export const POST = route('signIn', async ({ body, headers, remote, note, services }) => {
  // Named before the password is looked at, so that failed attempts leave an entry too.
  note({ actor: { id: null, name: body.email }, resource: 'session' });
  const { db, auth, env } = services;
  const { user, cookies } = await services.metrics.countSignIn(() =>
    signIn({ db, auth, demo: env.demo }, body, { headers, remote }),
  );
  note({ actor: { id: user.id, name: user.email } });
  return { body: toMe(user), headers: withCookies(cookies) };
});

export const DELETE = route('signOut', async ({ headers, services }) => ({
  body: null,
  headers: withCookies(await signOut(services, headers)),
}));
