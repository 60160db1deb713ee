import { route } from '#lib/api/route.ts';
import { getBroker } from '#lib/brokers/get-broker.ts';

export const GET = route('getBroker', async ({ params, services }) => ({
  body: await getBroker(services.db, (await services.cluster(params.clusterId)).key, params.nodeId),
}));
