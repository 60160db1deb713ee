import { renderMetrics } from '#lib/api/render-metrics.ts';
import { route } from '#lib/api/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('getMetrics', async ({ services }) => renderMetrics(services));
