import { route } from '#lib/api/route.ts';
import { createCluster } from '#lib/clusters/create-cluster.ts';
import { listClusters } from '#lib/clusters/list-clusters.ts';

export const GET = route('listClusters', async ({ services }) => ({
  body: await listClusters(services.db, services.clusters),
}));

export const POST = route('createCluster', async ({ body, note, services }) => {
  const created = await createCluster(services, body);
  note({ resource: `cluster/${created.id}`, clusterId: created.id, detail: { bootstrap: created.bootstrap.join(',') } });
  return { body: created, headers: { location: `/api/v1/clusters/${created.id}` } };
});
