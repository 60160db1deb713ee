import { route } from '#lib/api/route.ts';
import { clusterVersion, getCluster } from '#lib/clusters/list-clusters.ts';
import { removeCluster } from '#lib/clusters/remove-cluster.ts';
import { updateCluster } from '#lib/clusters/update-cluster.ts';

export const GET = route('getCluster', async ({ params, services }) => {
  const cluster = await services.cluster(params.clusterId);
  return { body: await getCluster(services.db, cluster), version: clusterVersion(cluster) };
});

export const PATCH = route('updateCluster', async ({ params, body, ifMatch, note, services }) => {
  const { before, after } = await updateCluster(services, await services.cluster(params.clusterId), body, ifMatch);
  note({ detail: { enabledBefore: before.enabled, enabledAfter: after.enabled } });
  return { body: await getCluster(services.db, after), version: clusterVersion(after) };
});

export const DELETE = route('deleteCluster', async ({ params, body, note, services }) => {
  const cluster = await services.cluster(params.clusterId);
  note({ detail: { name: cluster.name, bootstrap: cluster.bootstrap.join(',') } });
  await removeCluster(services, cluster, body);
  return { body: null };
});
