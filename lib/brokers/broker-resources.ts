import { METRICS, type Metric, type StoredMetricName } from '#lib/catalog/metrics.ts';
import type { BrokerResources, ResourceDigest } from '#lib/contracts/resources.ts';
import { AppError } from '#lib/core/errors.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { Database } from '#lib/store/database.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { ResourcesEntry, ResourcesPart } from '#lib/store/snapshot/types.ts';

const CONNECT_ADVICE =
  'Connect Jolokia or a JMX exporter in the settings of the cluster (measuring), or by `metrics` in farol.yaml: see docs/broker-resources.md.';

/** What one broker tells of its own resources, as of the sampler's last reading. Throws `not_found` for a broker the last pass does not know. */
export async function getBrokerResources(
  db: Pick<Database, 'pool'>,
  clusterKey: number,
  nodeId: number,
  nowMs: number,
): Promise<BrokerResources> {
  const { parts, pass } = await readSnapshot(db, clusterKey, ['brokers', 'resources']);
  if (!parts.brokers?.some((broker) => broker.nodeId === nodeId))
    throw new AppError('not_found', `The last pass knows no broker ${nodeId} in this cluster.`);
  const part = parts.resources;
  const entry = part?.brokers[String(nodeId)];
  const readAt = entry?.readAt ?? null;
  return {
    nodeId,
    state: stateOf(part, entry),
    source: part?.source ?? null,
    since: entry?.since ?? null,
    fault: entry?.fault ?? null,
    readAt,
    ageMs: readAt === null ? null : Math.max(0, nowMs - Date.parse(readAt)),
    raftState: entry?.raftState ?? null,
    readings: Object.entries(entry?.readings ?? {}).map(([metric, value]) => ({ metric, unit: unitOf(metric), value })),
    unknown: Object.entries(entry?.unknown ?? {}).map(([metric, reason]) => ({ metric, reason })),
    advice: adviceFor(part, entry),
    pass: passInfo(pass),
  };
}

/** The few readings of a broker for lists. */
export function resourceDigest(part: ResourcesPart | undefined, nodeId: number): ResourceDigest {
  const entry = part?.brokers[String(nodeId)];
  const reading = (metric: StoredMetricName): number | null => entry?.readings[metric] ?? null;
  const used = reading('broker.heap_used');
  const max = reading('broker.heap_max');
  return {
    state: stateOf(part, entry),
    fault: entry?.fault ?? null,
    since: entry?.since ?? null,
    readAt: entry?.readAt ?? null,
    cpu: reading('broker.cpu'),
    heap: used === null || max === null || max === 0 ? null : used / max,
    handlerIdle: reading('broker.handler_idle'),
    networkIdle: reading('broker.network_idle'),
    produceP99Ms: reading('broker.produce_p99'),
    fetchLocalP99Ms: reading('broker.fetch_consumer_local_p99'),
    bytesInPerSecond: reading('broker.bytes_in'),
    bytesOutPerSecond: reading('broker.bytes_out'),
  };
}

function stateOf(part: ResourcesPart | undefined, entry: ResourcesEntry | undefined): BrokerResources['state'] {
  if (part === undefined || part.source === null) return 'not_connected';
  return entry?.state ?? 'waiting';
}

/** A name that this version of Farol does not know comes from another one that wrote the snapshot. */
function unitOf(metric: string): string {
  return (METRICS as Record<string, Metric | undefined>)[metric]?.unit ?? 'count';
}

function adviceFor(part: ResourcesPart | undefined, entry: ResourcesEntry | undefined): string | null {
  if (part === undefined || part.source === null) return CONNECT_ADVICE;
  if (Object.values(entry?.unknown ?? {}).includes('mean_since_start'))
    return 'The exporter gives the mean since the broker started instead of the one-minute rate: change its rule for KafkaRequestHandlerPool to OneMinuteRate (docs/broker-resources.md).';
  return null;
}
