import { AppError } from '#lib/core/errors.ts';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What is known of one cluster's sampling when metrics are scraped. null = no pass was ever stored. */
export interface ClusterSampling {
  clusterId: string;
  /** Age of the last pass, seconds. */
  passAgeSeconds: number | null;
  passDurationSeconds: number | null;
  passRequests: number | null;
}

export interface ApiMetrics {
  observeRequest(request: { endpoint: string; method: string; status: number; seconds: number }): void;
  /** Counts a sign-in by how it ends, and ends in the same way. */
  countSignIn<T>(attempt: () => Promise<T>): Promise<T>;
  /** The exposition text, with the given state of the clusters and of the samplers; `null` values are left out, so an unknown is absent and never 0. */
  render(state: { clusters: readonly ClusterSampling[]; samplerHeartbeatAgeSeconds: number | null }): Promise<string>;
  readonly contentType: string;
}

/** The web process's own metrics. One registry per call: make it once per process. */
export function createApiMetrics(version: string): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'farol_web_' });
  const registers = [registry];
  new Gauge({ name: 'farol_build_info', help: 'Version of this Farol; always 1', labelNames: ['version'], registers }).set(
    { version },
    1,
  );
  const requests = new Histogram({
    name: 'farol_http_request_duration_seconds',
    help: 'API requests by endpoint, method and status',
    labelNames: ['endpoint', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 3, 10],
    registers,
  });
  const signIns = new Counter({
    name: 'farol_sign_ins_total',
    help: 'Sign-in attempts by result',
    labelNames: ['result'],
    registers,
  });
  const perCluster = (name: string, help: string) => new Gauge({ name, help, labelNames: ['cluster'], registers });
  const age = perCluster('farol_sample_pass_age_seconds', 'Age of the last stored pass');
  const duration = perCluster('farol_sample_pass_duration_seconds', 'Duration of the last stored pass');
  const passRequests = perCluster('farol_sample_pass_requests', 'Requests that the last stored pass sent to the cluster');
  const heartbeat = new Gauge({
    name: 'farol_sampler_heartbeat_age_seconds',
    help: 'Age of the youngest sampler heartbeat',
    registers,
  });

  return {
    contentType: registry.contentType,
    observeRequest: ({ endpoint, method, status, seconds }) =>
      requests.observe({ endpoint, method, status: String(status) }, seconds),
    async countSignIn(attempt) {
      let result = 'failed';
      try {
        const value = await attempt();
        result = 'done';
        return value;
      } catch (error) {
        if (error instanceof AppError) result = error.code === 'too_many_requests' ? 'limited' : 'refused';
        throw error;
      } finally {
        signIns.inc({ result });
      }
    },
    async render({ clusters, samplerHeartbeatAgeSeconds }) {
      for (const gauge of [age, duration, passRequests, heartbeat]) gauge.reset();
      // reset() leaves an unlabelled gauge at 0; an unknown must be absent.
      if (samplerHeartbeatAgeSeconds === null) heartbeat.remove();
      else heartbeat.set(samplerHeartbeatAgeSeconds);
      for (const { clusterId, passAgeSeconds, passDurationSeconds, passRequests: sent } of clusters) {
        if (passAgeSeconds !== null) age.set({ cluster: clusterId }, passAgeSeconds);
        if (passDurationSeconds !== null) duration.set({ cluster: clusterId }, passDurationSeconds);
        if (sent !== null) passRequests.set({ cluster: clusterId }, sent);
      }
      return registry.metrics();
    },
  };
}
