import { route } from '#lib/api/route.ts';
import { getFarol } from '#lib/farol/get-farol.ts';

export const GET = route('getFarol', async ({ services, logger }) => {
  const { db, clusters, clock } = services;
  return { body: await getFarol({ db, clusters, logger, nowMs: clock.now() }) };
});
