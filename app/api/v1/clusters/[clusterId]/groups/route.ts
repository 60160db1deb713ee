import { route } from '#lib/api/route.ts';
import { listGroups } from '#lib/groups/list-groups.ts';

export const GET = route('listGroups', async ({ params, query, services }) => ({
  body: await listGroups(services.db, (await services.cluster(params.clusterId)).key, query),
}));
