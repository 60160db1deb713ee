import { ENDPOINTS } from '#lib/api/endpoints/index.ts';
import { openApiDocument } from '#lib/api/openapi.ts';
import { route } from '#lib/api/route.ts';
import { VERSION } from '#lib/core/version.ts';

export const GET = route('getOpenApi', async () => ({ body: openApiDocument(ENDPOINTS, VERSION) }));
