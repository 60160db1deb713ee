import type { LiveLine, LiveTarget } from '#lib/contracts/live.ts';
import { apiPath, fetchLines } from './fetch-json.ts';

const liveLineSchema = async () => (await import('#lib/contracts/live.ts')).LiveLine;

/** Watches one topic or group for a minute; yields each reading as it comes. Rejects with `too_many_requests` while two pages watch the cluster already. */
export function watchLive(clusterId: string, target: LiveTarget, signal: AbortSignal): AsyncGenerator<LiveLine, void, undefined> {
  return fetchLines(liveLineSchema, apiPath('clusters', clusterId, 'live'), { method: 'POST', body: target, signal });
}
