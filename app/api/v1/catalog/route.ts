import { catalogAnswer } from '#lib/api/catalog-answer.ts';
import { route } from '#lib/api/route.ts';

export const GET = route('getCatalog', async () => ({ body: await catalogAnswer() }));
