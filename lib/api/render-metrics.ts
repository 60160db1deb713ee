import { listHeartbeats } from '#lib/store/heartbeat.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { Services } from './services.ts';

/** Farol's own metrics in the Prometheus text format, with the state of sampling as of now. */
export async function renderMetrics({ db, clusters, metrics }: Services): Promise<Response> {
  const [records, heartbeats] = await Promise.all([clusters.list(), listHeartbeats(db)]);
  const sampling = await Promise.all(
    records
      .filter(({ enabled }) => enabled)
      .map(async ({ id, key }) => {
        const { pass } = await readSnapshot(db, key, []);
        return {
          clusterId: id,
          passAgeSeconds: pass === null ? null : pass.ageMs / 1000,
          passDurationSeconds: pass === null ? null : pass.durationMs / 1000,
          passRequests: pass?.requests ?? null,
        };
      }),
  );
  const ageMs = heartbeats[0]?.ageMs;
  const text = await metrics.render({
    clusters: sampling,
    samplerHeartbeatAgeSeconds: ageMs === undefined ? null : ageMs / 1000,
  });
  return new Response(text, { headers: { 'content-type': metrics.contentType } });
}
