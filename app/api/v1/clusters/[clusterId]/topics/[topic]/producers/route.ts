import { route } from '#lib/api/route.ts';
import { readTopicProducers } from '#lib/transactions/read-topic-producers.ts';

export const GET = route('getTopicProducers', async ({ params, signal, services }) => {
  const admin = await services.kafka.of(await services.cluster(params.clusterId));
  return { body: await readTopicProducers(admin, params.topic, signal) };
});
