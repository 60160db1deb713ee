import { z } from 'zod';
import { errorMessage } from '#lib/core/errors.ts';
import { NO_MEASURING, type ClusterMeasuring, type ResourceSource } from '#lib/core/measuring.ts';
import { isTimeZone } from '#lib/core/zoned-time.ts';
import { measuringProblems } from '#lib/sources/measuring-problems.ts';

const text = () => z.string({ error: 'expected a text' });
const flag = () => z.boolean({ error: 'expected true or false' });
const number = () => z.number({ error: 'expected a number' });

/** The keys of a cluster in farol.yaml that say what is measured beyond the passes. */
export const MEASURING_KEYS = {
  canary: flag().optional(),
  metrics: z
    .strictObject(
      {
        type: z.enum(['jolokia', 'prometheus'], { error: 'expected jolokia or prometheus' }),
        url: text(),
        'url-by-broker': z.record(z.string().regex(/^\d{1,10}$/, 'expected the number of a broker'), text()).default({}),
        username: text().optional(),
        'password-file': text().optional(),
        'bearer-token-file': text().optional(),
      },
      { error: unknownOr('expected type and url') },
    )
    .optional(),
  zookeeper: z
    .strictObject(
      {
        servers: z.array(text(), { error: 'expected a list of host:port' }).default([]),
        'admin-urls': z.array(text(), { error: 'expected a list of addresses' }).default([]),
      },
      { error: unknownOr('expected servers or admin-urls') },
    )
    .optional(),
  'lag-slo-seconds': number().int('expected whole seconds').min(1, 'expected at least 1').optional(),
  'requests-per-second-max': number().min(0.1, 'expected at least 0.1').optional(),
  prometheus: flag().optional(),
  'time-zone': text().refine(isTimeZone, 'no such time zone; write it as in Europe/Lisbon').optional(),
};

/** A key too many is told by its name, elsewhere; this is for what is no section at all. */
function unknownOr(reason: string) {
  return (issue: { code?: string }) => (issue.code === 'unrecognized_keys' ? undefined : reason);
}

type MeasuringFields = { [K in keyof typeof MEASURING_KEYS]?: z.output<(typeof MEASURING_KEYS)[K]> };

/** Where each setting stands in the file. */
const KEY_OF: Record<string, string> = {
  resources: 'metrics',
  urlByBroker: 'url-by-broker',
  bearerToken: 'bearer-token-file',
  password: 'password-file',
  adminUrls: 'admin-urls',
};

/** What a cluster of the file measures, secrets read in. Problems are reported under the keys of the file; values of secrets never stand in them. */
export function collectMeasuring(
  cluster: MeasuringFields,
  readText: (path: string) => string,
  report: (path: readonly PropertyKey[], reason: string) => void,
): ClusterMeasuring {
  const read = (key: 'password-file' | 'bearer-token-file'): string | null => {
    const path = cluster.metrics?.[key];
    if (path === undefined) return null;
    try {
      return readText(path).trim();
    } catch (error) {
      report(['metrics', key], `cannot read ${path} (${errorMessage(error)})`);
      return null;
    }
  };
  const { metrics, zookeeper } = cluster;
  const resources: ResourceSource | null =
    metrics === undefined
      ? null
      : {
          kind: metrics.type,
          url: metrics.url,
          urlByBroker: metrics['url-by-broker'],
          username: metrics.username ?? null,
          password: read('password-file'),
          bearerToken: read('bearer-token-file'),
        };
  const measuring: ClusterMeasuring = {
    canary: cluster.canary ?? NO_MEASURING.canary,
    resources,
    zookeeper: zookeeper === undefined ? null : { servers: zookeeper.servers, adminUrls: zookeeper['admin-urls'] },
    lagSloSeconds: cluster['lag-slo-seconds'] ?? NO_MEASURING.lagSloSeconds,
    requestsPerSecondMax: cluster['requests-per-second-max'] ?? NO_MEASURING.requestsPerSecondMax,
    prometheusOut: cluster.prometheus ?? NO_MEASURING.prometheusOut,
    timeZone: cluster['time-zone'] ?? NO_MEASURING.timeZone,
  };
  for (const { name, reason } of measuringProblems(measuring)) report(placeOf(name), reason);
  return measuring;
}

/** `resources.urlByBroker.2` → metrics, url-by-broker, 2; `zookeeper.servers[0]` → zookeeper, servers, 0. */
function placeOf(name: string): PropertyKey[] {
  return name.split(/[.[\]]+/).flatMap((part): PropertyKey[] => {
    if (part === '') return [];
    return [name.startsWith('zookeeper') && /^\d+$/.test(part) ? Number(part) : (KEY_OF[part] ?? part)];
  });
}
