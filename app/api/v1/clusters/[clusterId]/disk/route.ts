import { route } from '#lib/api/route.ts';
import { getDisk } from '#lib/disk/get-disk.ts';

export const GET = route('getDisk', async ({ params, services }) => ({
  body: await getDisk(services.db, (await services.cluster(params.clusterId)).key, services.clock.now()),
}));
