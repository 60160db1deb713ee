import { route } from '#lib/api/route.ts';
import { createMark } from '#lib/events/create-mark.ts';
import { listEvents } from '#lib/events/list-events.ts';

export const GET = route('listEvents', async ({ params, query, services }) => ({
  body: await listEvents(services.db, (await services.cluster(params.clusterId)).key, query),
}));

export const POST = route('createEvent', async ({ params, body, signedIn, note, services }) => {
  const { key } = await services.cluster(params.clusterId);
  const event = await createMark(services, key, body, signedIn().email);
  note({ detail: { id: event.id, at: event.at, text: body.text } });
  return { body: event };
});
