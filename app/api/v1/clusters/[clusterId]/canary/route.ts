import { route } from '#lib/api/route.ts';
import { getCanary } from '#lib/canary/get-canary.ts';

export const GET = route('getCanary', async ({ params, services }) => {
  const { key } = await services.cluster(params.clusterId);
  const { canary } = await services.clusters.measuring(params.clusterId);
  return { body: await getCanary(services.db, { key, canary }) };
});
