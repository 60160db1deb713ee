import { route } from '#lib/api/route.ts';
import { sessionCookies } from '#lib/auth/sign-in.ts';
import { toMe } from '#lib/auth/authenticate.ts';
import { completeSetup, readSetupState } from '#lib/auth/setup.ts';
import { countLinkUse } from '#lib/auth/sign-in-limits.ts';
import { withCookies } from '#lib/api/with-cookies.ts';

export const GET = route('getSetup', async ({ services }) => ({
  body: await readSetupState(services.db, { demo: services.env.demo }),
}));

export const POST = route('createFirstUser', async ({ body, headers, remote, note, services }) => {
  await countLinkUse(services.db, remote);
  const user = await completeSetup(services.db, services.auth, body);
  note({ actor: { id: user.id, name: user.email }, resource: `user/${user.id}` });
  return { body: toMe(user), headers: withCookies(await sessionCookies(services, user.id, headers)) };
});
