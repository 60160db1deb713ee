import type { TopicAcls } from '#lib/contracts/topics.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { Item, AclRule } from '#lib/kafka/admin/port.ts';
import type { Services } from './services.ts';

/** How long a page waits for a cluster before it says that it did not answer. */
const LIVE_DEADLINE_MS = 5_000;

/** The rules of a topic, asked of the cluster now; `describe` puts them into the answer. A refusal of the cluster is an answer; an unreachable cluster throws `unavailable`. */
export async function readLiveAcls(
  services: Pick<Services, 'cluster' | 'kafka'>,
  clusterId: string,
  topic: string,
  describe: (item: Item<readonly AclRule[]>) => TopicAcls,
  signal: AbortSignal,
): Promise<TopicAcls> {
  const admin = await services.kafka.of(await services.cluster(clusterId));
  const item = await admin.topicAcls(topic, { deadlineMs: LIVE_DEADLINE_MS, signal }).catch((error: unknown) => {
    if (error instanceof KafkaUnavailableError && error.fault.code !== 'UNSUPPORTED') {
      throw new AppError('unavailable', `The cluster did not answer: ${errorMessage(error)}`, { cause: error });
    }
    if (error instanceof KafkaUnavailableError) return { ok: false as const, fault: error.fault };
    throw error;
  });
  return describe(item);
}
