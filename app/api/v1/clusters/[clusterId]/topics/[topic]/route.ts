import { route } from '#lib/api/route.ts';
import { getTopic } from '#lib/topics/get-topic.ts';

export const GET = route('getTopic', async ({ params, services }) => ({
  body: await getTopic(services.db, (await services.cluster(params.clusterId)).key, params.topic),
}));
