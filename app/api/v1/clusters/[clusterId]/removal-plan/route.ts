import { route } from '#lib/api/route.ts';
import { planRemoval } from '#lib/clusters/remove-cluster.ts';

export const GET = route('planClusterRemoval', async ({ params, services }) => ({
  body: await planRemoval(services.db, await services.cluster(params.clusterId)),
}));
