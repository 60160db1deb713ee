import { route } from '#lib/api/route.ts';
import { clusterVersion } from '#lib/clusters/list-clusters.ts';
import { getMeasuring } from '#lib/clusters/get-measuring.ts';
import { updateMeasuring } from '#lib/clusters/update-measuring.ts';

export const GET = route('getMeasuring', async ({ params, services }) => {
  const cluster = await services.cluster(params.clusterId);
  return { body: await getMeasuring(services, cluster), version: clusterVersion(cluster) };
});

export const PATCH = route('updateMeasuring', async ({ params, body, ifMatch, note, services }) => {
  const { cluster, changed, measuring } = await updateMeasuring(
    services,
    await services.cluster(params.clusterId),
    body,
    ifMatch,
  );
  note({ detail: { changed: changed.join(',') } });
  return { body: measuring, version: clusterVersion(cluster) };
});
