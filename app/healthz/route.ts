import { route } from '#lib/api/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('getHealth', async () => ({ body: { status: 'ok' } }));
