import { route } from '#lib/api/route.ts';
import { listBrokers } from '#lib/brokers/list-brokers.ts';

export const GET = route('listBrokers', async ({ params, query, services }) => ({
  body: await listBrokers(services.db, (await services.cluster(params.clusterId)).key, query),
}));
