import { route } from '#lib/api/route.ts';
import { testMeasuring } from '#lib/clusters/test-measuring.ts';

export const POST = route('testMeasuring', async ({ params, body, note, signal, services }) => {
  const cluster = await services.cluster(params.clusterId);
  const { url, result } = await testMeasuring(services, cluster, body, signal);
  note({ detail: { url } });
  return { body: result };
});
