import { route } from '#lib/api/route.ts';
import { withCookies } from '#lib/api/with-cookies.ts';
import { toMe } from '#lib/auth/authenticate.ts';
import { signInByLink } from '#lib/auth/sign-in.ts';

export const POST = route('signInByLink', async ({ body, headers, remote, note, services }) => {
  const { db, auth, env } = services;
  const { user, cookies } = await services.metrics.countSignIn(() =>
    signInByLink({ db, auth, demo: env.demo }, body.token, { headers, remote }),
  );
  note({ actor: { id: user.id, name: user.email }, resource: 'session', detail: { by: 'link' } });
  return { body: toMe(user), headers: withCookies(cookies) };
});
