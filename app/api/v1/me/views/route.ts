import { route } from '#lib/api/route.ts';
import { listViews } from '#lib/views/list-views.ts';
import { removeView } from '#lib/views/remove-view.ts';
import { saveView } from '#lib/views/save-view.ts';

export const GET = route('listViews', async ({ query, signedIn, services }) => ({
  body: await listViews(services.db, signedIn().id, query),
}));

export const POST = route('saveView', async ({ body, signedIn, note, services }) => {
  note({ resource: `view/${body.list}`, detail: { name: body.name } });
  return { body: await saveView(services.db, signedIn().id, body) };
});

export const DELETE = route('removeView', async ({ body, signedIn, note, services }) => {
  note({ resource: `view/${body.list}`, detail: { name: body.name } });
  await removeView(services.db, signedIn().id, body);
  return { body: null };
});
