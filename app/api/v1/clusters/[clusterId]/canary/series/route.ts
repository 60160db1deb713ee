import { route } from '#lib/api/route.ts';
import { readCanarySeries } from '#lib/canary/read-canary-series.ts';

export const GET = route('readCanarySeries', async ({ params, query, services }) => ({
  body: await readCanarySeries(services.db, (await services.cluster(params.clusterId)).key, query, services.clock.now()),
}));
