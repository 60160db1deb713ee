import { route } from '#lib/api/route.ts';
import { toMe } from '#lib/auth/authenticate.ts';

export const GET = route('getMe', async ({ signedIn }) => ({ body: toMe(signedIn()) }));
