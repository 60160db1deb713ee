import { readLiveConfigs } from '#lib/api/live-configs.ts';
import { route } from '#lib/api/route.ts';

export const GET = route('getTopicConfigs', async ({ params, signal, services }) => ({
  body: await readLiveConfigs(services, params.clusterId, { type: 'topic', name: params.topic }, signal),
}));
