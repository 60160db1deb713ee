import type { Kafka } from 'kafkajs';
import { TOPIC } from './topics.ts';

/** A report that somebody ran once and forgot: a group without members whose lag only grows. */
export const FORGOTTEN_GROUP = 'relatorio-noturno';

/** Commits the present end of `Pedidos` once for the forgotten group, unless it has commits already, and never consumes. */
export async function leaveForgottenGroup(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const [committed] = await admin.fetchOffsets({ groupId: FORGOTTEN_GROUP, topics: [TOPIC.orders] });
    if (committed?.partitions.some(({ offset }) => offset !== '-1')) return;
    const ends = await admin.fetchTopicOffsets(TOPIC.orders);
    await admin.setOffsets({
      groupId: FORGOTTEN_GROUP,
      topic: TOPIC.orders,
      partitions: ends.map(({ partition, high }) => ({ partition, offset: high })),
    });
  } finally {
    await admin.disconnect();
  }
}
