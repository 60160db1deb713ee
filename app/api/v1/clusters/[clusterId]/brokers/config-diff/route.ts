import { readBrokerConfigs } from '#lib/api/live-configs.ts';
import { route } from '#lib/api/route.ts';
import { diffConfigs } from '#lib/brokers/diff-configs.ts';

export const GET = route('diffBrokerConfigs', async ({ params, signal, services }) => ({
  body: diffConfigs(await readBrokerConfigs(services, params.clusterId, signal)),
}));
