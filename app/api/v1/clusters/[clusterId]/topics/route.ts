import { route } from '#lib/api/route.ts';
import { listTopics } from '#lib/topics/list-topics.ts';

export const GET = route('listTopics', async ({ params, query, services }) => ({
  body: await listTopics(services.db, (await services.cluster(params.clusterId)).key, query),
}));
