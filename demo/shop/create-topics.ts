import type { Kafka } from 'kafkajs';
import { SHOP_TOPICS } from './topics.ts';

/** Creates the shop's topics that do not exist yet and waits until each has its leaders. Existing ones are left alone. */
export async function createShopTopics(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const [existing, { brokers }] = await Promise.all([admin.listTopics(), admin.describeCluster()]);
    const missing = SHOP_TOPICS.filter(({ name }) => !existing.includes(name));
    if (missing.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, replicationFactor, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: Math.min(replicationFactor, brokers.length),
        configEntries: Object.entries(config)
          // With fewer than two brokers nobody could write to a topic that wants two in-sync replicas.
          .filter(([key]) => key !== 'min.insync.replicas' || brokers.length > 2)
          .map(([key, value]) => ({ name: key, value })),
      })),
    });
  } finally {
    await admin.disconnect();
  }
}
