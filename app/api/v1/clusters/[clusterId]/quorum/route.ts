import { route } from '#lib/api/route.ts';
import { getQuorum } from '#lib/quorum/get-quorum.ts';

export const GET = route('getQuorum', async ({ params, services }) => ({
  body: await getQuorum(services.db, (await services.cluster(params.clusterId)).key),
}));
