import { readLiveConfigs } from '#lib/api/live-configs.ts';
import { route } from '#lib/api/route.ts';

export const GET = route('getBrokerConfigs', async ({ params, signal, services }) => ({
  body: await readLiveConfigs(services, params.clusterId, { type: 'broker', name: String(params.nodeId) }, signal),
}));
