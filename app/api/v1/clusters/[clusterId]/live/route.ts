import { ndjsonResponse } from '#lib/api/ndjson.ts';
import { route } from '#lib/api/route.ts';
import { watchLive } from '#lib/live/watch-live.ts';

export const POST = route('watchLive', async ({ params, body, note, signal, services, logger }) => {
  const cluster = await services.cluster(params.clusterId);
  note({ resource: `${body.kind}:${body.name}` });
  const deps = { db: services.db, clock: services.clock, logger, admin: () => services.kafka.of(cluster) };
  return ndjsonResponse(await watchLive(deps, cluster.key, body, signal), { signal, logger });
});
