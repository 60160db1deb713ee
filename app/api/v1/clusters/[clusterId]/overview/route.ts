import { route } from '#lib/api/route.ts';
import { getOverview } from '#lib/clusters/get-overview.ts';

export const GET = route('getOverview', async ({ params, services }) => ({
  body: await getOverview(services.db, await services.cluster(params.clusterId)),
}));
