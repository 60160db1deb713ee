import { route } from '#lib/api/route.ts';
import { listNames } from '#lib/clusters/list-names.ts';

export const GET = route('listNames', async ({ params, services }) => {
  const { names, version } = await listNames(services.db, (await services.cluster(params.clusterId)).key);
  return { body: names, version };
});
