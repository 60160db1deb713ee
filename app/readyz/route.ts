import { readReadiness } from '#lib/api/readiness.ts';
import { route } from '#lib/api/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('getReadiness', async ({ services }) => {
  const readiness = await readReadiness(services.db);
  return { body: readiness, status: readiness.ready ? 200 : 503 };
});
