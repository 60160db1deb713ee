import { route } from '#lib/api/route.ts';
import { getZookeeper } from '#lib/zookeeper/get-zookeeper.ts';

export const GET = route('getZookeeper', async ({ params, services }) => ({
  body: await getZookeeper(services.db, (await services.cluster(params.clusterId)).key),
}));
