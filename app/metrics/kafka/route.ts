import { renderKafkaMetrics } from '#lib/api/render-kafka-metrics.ts';
import { route } from '#lib/api/route.ts';

export const dynamic = 'force-dynamic';

export const GET = route('getKafkaMetrics', async ({ services, query }) => renderKafkaMetrics(services, query));
