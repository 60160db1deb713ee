import type { TopicProducers } from '#lib/contracts/transactions.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { Item, KafkaAdmin, ProducerState } from '#lib/kafka/admin/port.ts';

/** How long a page waits for a cluster before it says that it did not answer. */
const LIVE_DEADLINE_MS = 5_000;
/** Producers told in one answer: a partition may remember thousands that are long gone. */
const PRODUCERS_MAX = 5_000;

/** The producers that the leaders of a topic's partitions remember, asked of the cluster now. Throws `not_found` for a topic it does not show, `unavailable` when it does not answer. */
export async function readTopicProducers(
  admin: Pick<KafkaAdmin, 'topology' | 'producers'>,
  name: string,
  signal: AbortSignal,
): Promise<TopicProducers> {
  const call = { deadlineMs: LIVE_DEADLINE_MS, signal };
  try {
    const topology = await admin.topology(call);
    const topic = topology.topicByName.get(name);
    if (topic === undefined) throw new AppError('not_found', `The cluster shows no topic “${name}”.`);
    const items = await admin.producers(
      topology,
      Uint32Array.from(topic.partitions, (_partition, i) => topic.base + i),
      call,
    );
    return describeProducers(items.map((item, i) => ({ partition: topic.partitions[i]?.partition ?? i, item })));
  } catch (error) {
    if (error instanceof KafkaUnavailableError) {
      throw new AppError('unavailable', `The cluster did not answer: ${errorMessage(error)}`, { cause: error });
    }
    throw error;
  }
}

/** Producers by partition as they go on the wire; those with an open transaction first, then those that wrote last. */
export function describeProducers(
  partitions: readonly { partition: number; item: Item<readonly ProducerState[]> }[],
): TopicProducers {
  let left = PRODUCERS_MAX;
  let hidden = 0;
  const data = partitions.map(({ partition, item }) => {
    if (!item.ok) return { partition, fault: { code: item.fault.code, detail: item.fault.message }, producers: [] };
    const shown = [...item.value].sort(byInterest).slice(0, left);
    left -= shown.length;
    hidden += item.value.length - shown.length;
    return {
      partition,
      fault: null,
      producers: shown.map((producer) => ({
        producerId: producer.producerId.toString(),
        producerEpoch: producer.producerEpoch,
        lastSequence: producer.lastSequence,
        lastRecordAt: isoOf(producer.lastTimestampMs),
        coordinatorEpoch: producer.coordinatorEpoch,
        transactionStartOffset: producer.currentTransactionStart?.toString() ?? null,
      })),
    };
  });
  return { data, hidden };
}

function byInterest(a: ProducerState, b: ProducerState): number {
  const open = Number(b.currentTransactionStart !== null) - Number(a.currentTransactionStart !== null);
  return open !== 0 ? open : b.lastTimestampMs - a.lastTimestampMs;
}

/** null for −1 (no record yet) and for times that no calendar has. */
function isoOf(ms: number): string | null {
  const time = new Date(ms < 0 ? NaN : ms);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
