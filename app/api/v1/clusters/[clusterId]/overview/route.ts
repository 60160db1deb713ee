import { route } from '#lib/api/route.ts';
import { getOverview } from '#lib/clusters/get-overview.ts';

export const GET = route('getOverview', async ({ params, services }) => {
  const cluster = await services.cluster(params.clusterId);
  const { canary } = await services.clusters.measuring(params.clusterId);
  return { body: await getOverview(services.db, cluster, canary) };
});
