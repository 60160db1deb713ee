import { readLiveAcls } from '#lib/api/live-acls.ts';
import { route } from '#lib/api/route.ts';
import { describeTopicAcls } from '#lib/topics/topic-acls.ts';

export const GET = route('getTopicAcls', async ({ params, signal, services }) => ({
  body: await readLiveAcls(services, params.clusterId, params.topic, describeTopicAcls, signal),
}));
