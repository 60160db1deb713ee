import { route } from '#lib/api/route.ts';
import { getBrokerResources } from '#lib/brokers/broker-resources.ts';

export const GET = route('getBrokerResources', async ({ params, services }) => ({
  body: await getBrokerResources(
    services.db,
    (await services.cluster(params.clusterId)).key,
    params.nodeId,
    services.clock.now(),
  ),
}));
