import { ndjsonResponse } from '#lib/api/ndjson.ts';
import { route } from '#lib/api/route.ts';
import { testCluster } from '#lib/clusters/test-cluster.ts';

export const POST = route('testCluster', async ({ body, note, signal, services, logger }) => {
  const { bootstrap, steps } = testCluster(services, body, signal);
  note({ resource: 'cluster', detail: { bootstrap: bootstrap.join(',') } });
  return ndjsonResponse(steps, { signal, logger });
});
