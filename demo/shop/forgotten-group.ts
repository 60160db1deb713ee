import type { Admin, Kafka } from 'kafkajs';
import { TOPIC } from './topics.ts';

/** A report that somebody ran once and forgot: a group without members whose lag only grows. */
export const FORGOTTEN_GROUP = 'relatorio-noturno';

const READY_TIMEOUT_MS = 60_000;
const LOOK_MS = 200;

/** Commits the present end of `Pedidos` once for the forgotten group, unless it has commits already, and never consumes. */
export async function leaveForgottenGroup(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await whenReady(() => commitOnce(admin));
  } finally {
    await admin.disconnect();
  }
}

async function commitOnce(admin: Admin): Promise<void> {
  const [committed] = await admin.fetchOffsets({ groupId: FORGOTTEN_GROUP, topics: [TOPIC.orders] });
  if (committed?.partitions.some(({ offset }) => offset !== '-1')) return;
  const ends = await admin.fetchTopicOffsets(TOPIC.orders);
  await admin.setOffsets({
    groupId: FORGOTTEN_GROUP,
    topic: TOPIC.orders,
    partitions: ends.map(({ partition, high }) => ({ partition, offset: high })),
  });
}

/** The coordinator of a young cluster is still loading (GROUP_LOAD_IN_PROGRESS), and kafkajs asks for offsets only once. */
async function whenReady(work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** What kafkajs itself calls retriable. Its error classes are no named exports at run time. */
function isPassing(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}
