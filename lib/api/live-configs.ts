import type { ConfigList } from '#lib/contracts/brokers.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { Services } from './services.ts';

/** How long a page waits for a cluster before it says that it did not answer. */
const LIVE_DEADLINE_MS = 5_000;

/** Configuration of one broker or topic, asked of the cluster now. A refusal of the cluster is told as a fault; an unreachable cluster throws `unavailable`. */
export async function readLiveConfigs(
  services: Pick<Services, 'cluster' | 'kafka'>,
  clusterId: string,
  resource: { type: 'broker' | 'topic'; name: string },
  signal: AbortSignal,
): Promise<ConfigList> {
  const admin = await services.kafka.of(await services.cluster(clusterId));
  const [item] = await admin
    .describeConfigs(resource.type, [resource.name], { deadlineMs: LIVE_DEADLINE_MS, signal, documentation: true })
    .catch((error: unknown) => {
      if (error instanceof KafkaUnavailableError) {
        throw new AppError('unavailable', `The cluster did not answer: ${errorMessage(error)}`, { cause: error });
      }
      throw error;
    });
  if (item === undefined) throw new AppError('internal', 'The cluster answered nothing for the resource asked for.');
  if (!item.ok) return { data: [], fault: { code: item.fault.code, detail: item.fault.message } };
  return {
    data: item.value.map((entry) => ({ ...entry, value: entry.sensitive ? null : entry.value })),
    fault: null,
  };
}
