import { AppError } from '#lib/core/errors.ts';
import { kafkaText } from '#lib/prometheus/kafka-text.ts';
import { mergeFamilies } from '#lib/prometheus/merge-families.ts';
import type { Dialect } from '#lib/prometheus/render-kafka.ts';
import type { Services } from './services.ts';

const DIALECTS: Readonly<Record<'kafka_exporter' | 'kminion' | 'both', ReadonlySet<Dialect>>> = {
  kafka_exporter: new Set<Dialect>(['kafka_exporter']),
  kminion: new Set<Dialect>(['kminion']),
  both: new Set<Dialect>(['kafka_exporter', 'kminion']),
};

/** Lag, offsets and replicas of every cluster that offers them, or of the one named, in the Prometheus text format. Throws `not_found` for a named cluster that does not offer them. */
export async function renderKafkaMetrics(
  { db, clusters, env, metrics, logger }: Services,
  query: { cluster?: string; names: keyof typeof DIALECTS },
): Promise<Response> {
  const records = (await clusters.list()).filter(
    ({ id, enabled }) => enabled && (query.cluster === undefined || id === query.cluster),
  );
  const texts = await Promise.all(
    records.map(async (cluster) => {
      try {
        if (!(await clusters.measuring(cluster.id)).prometheusOut) return null;
        return await kafkaText(db, cluster, { seriesMax: env.metricsSeriesMax, dialects: DIALECTS[query.names] });
      } catch (error) {
        // One cluster whose settings do not open must not hide the others; where it is the only one, the scrape fails and says why.
        if (!(error instanceof AppError) || records.length === 1) throw error;
        logger.warn({ cluster: cluster.id, reason: error.message }, 'no metrics of a cluster');
        return `# ${cluster.id}: could not be read\n`;
      }
    }),
  );
  const offered = texts.filter((text) => text !== null);
  if (query.cluster !== undefined && offered.length === 0) {
    throw new AppError(
      'not_found',
      `The cluster “${query.cluster}” offers no Prometheus metrics. Switch them on in its settings (prometheus: true).`,
    );
  }
  const body = offered.length > 0 ? mergeFamilies(offered) : '# no cluster offers metrics: switch them on in its settings\n';
  return new Response(body, { headers: { 'content-type': metrics.contentType } });
}
