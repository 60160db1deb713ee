import { route } from '#lib/api/route.ts';
import { readSeriesAnswer } from '#lib/series/read-answer.ts';

export const GET = route('readSeries', async ({ params, query, services }) => ({
  body: await readSeriesAnswer(services.db, (await services.cluster(params.clusterId)).key, query, services.clock.now()),
}));
