import { route } from '#lib/api/route.ts';
import { listCourses } from '#lib/topics/list-courses.ts';

export const GET = route('listTopicCourses', async ({ params, services }) => ({
  body: await listCourses(services.db, (await services.cluster(params.clusterId)).key),
}));
