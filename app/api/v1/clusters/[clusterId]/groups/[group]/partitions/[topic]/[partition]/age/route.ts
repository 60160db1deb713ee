import { route } from '#lib/api/route.ts';
import { readRecordAge } from '#lib/groups/read-record-age.ts';

export const GET = route('getRecordAge', async ({ params, signal, services }) => ({
  body: await readRecordAge(await services.kafka.of(await services.cluster(params.clusterId)), {
    group: params.group,
    topic: params.topic,
    partition: params.partition,
    nowMs: services.clock.now(),
    signal,
  }),
}));
