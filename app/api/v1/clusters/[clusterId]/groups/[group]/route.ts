import { route } from '#lib/api/route.ts';
import { getGroup } from '#lib/groups/get-group.ts';

export const GET = route('getGroup', async ({ params, services }) => ({
  body: await getGroup(services.db, (await services.cluster(params.clusterId)).key, params.group),
}));
