import { listAdvice } from '#lib/advice/list-advice.ts';
import { route } from '#lib/api/route.ts';

export const GET = route('listAdvice', async ({ params, query, services }) => ({
  body: await listAdvice(services.db, (await services.cluster(params.clusterId)).key, query, services.clock.now()),
}));
