import type { ConfigList } from '#lib/contracts/brokers.ts';
import type { Fault } from '#lib/contracts/common.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { ConfigEntry } from '#lib/kafka/admin/port.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import type { Services } from './services.ts';

/** How long a page waits for a cluster before it says that it did not answer. */
const LIVE_DEADLINE_MS = 5_000;

/** Configuration of every broker that the last pass knows, asked of each now; one that does not answer brings its fault. An unreachable cluster throws `unavailable`. */
export async function readBrokerConfigs(
  services: Pick<Services, 'cluster' | 'kafka' | 'db'>,
  clusterId: string,
  signal: AbortSignal,
): Promise<{ nodeId: number; fault: Fault | null; entries: ConfigEntry[] }[]> {
  const cluster = await services.cluster(clusterId);
  const { parts } = await readSnapshot(services.db, cluster.key, ['brokers']);
  const nodes = (parts.brokers ?? []).map(({ nodeId }) => nodeId);
  if (nodes.length === 0) throw new AppError('unavailable', 'No pass has found the brokers of this cluster yet.');
  const admin = await services.kafka.of(cluster);
  const items = await orUnavailable(
    admin.describeConfigs('broker', nodes.map(String), { deadlineMs: LIVE_DEADLINE_MS, signal, documentation: true }),
  );
  return nodes.map((nodeId, at) => {
    const item = items[at];
    if (item === undefined || !item.ok) {
      const fault = item === undefined ? null : { code: item.fault.code, detail: item.fault.message };
      return { nodeId, fault: fault ?? { code: 'NOT_ASKED', detail: 'The broker was not asked.' }, entries: [] };
    }
    return { nodeId, fault: null, entries: item.value.map(withoutSecret) };
  });
}

/** Configuration of one broker or topic, asked of the cluster now. A refusal of the cluster is told as a fault; an unreachable cluster throws `unavailable`. */
export async function readLiveConfigs(
  services: Pick<Services, 'cluster' | 'kafka'>,
  clusterId: string,
  resource: { type: 'broker' | 'topic'; name: string },
  signal: AbortSignal,
): Promise<ConfigList> {
  const admin = await services.kafka.of(await services.cluster(clusterId));
  const [item] = await orUnavailable(
    admin.describeConfigs(resource.type, [resource.name], { deadlineMs: LIVE_DEADLINE_MS, signal, documentation: true }),
  );
  if (item === undefined) throw new AppError('internal', 'The cluster answered nothing for the resource asked for.');
  if (!item.ok) return { data: [], fault: { code: item.fault.code, detail: item.fault.message } };
  return { data: item.value.map(withoutSecret), fault: null };
}

/** A setting as it may leave Farol. */
function withoutSecret(entry: ConfigEntry): ConfigEntry {
  return entry.sensitive ? { ...entry, value: null } : entry;
}

/** The answer of a cluster; that it cannot be reached is told as `unavailable`. */
async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (error instanceof KafkaUnavailableError) {
      throw new AppError('unavailable', `The cluster did not answer: ${errorMessage(error)}`, { cause: error });
    }
    throw error;
  });
}
