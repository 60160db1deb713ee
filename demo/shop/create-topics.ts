import { Kafka, type KafkaConfig } from 'kafkajs';
import { createTopics } from '#demo/kafka/create-topics.ts';
import { SHOP_TOPICS } from './topics.ts';

/** Creates the shop's topics that do not exist yet and waits until every broker knows them. Existing ones are left alone. */
export async function createShopTopics(config: KafkaConfig): Promise<void> {
  const { existing, brokers } = await lookAround(config);
  const missing = SHOP_TOPICS.filter(({ name }) => !existing.includes(name));
  if (missing.length === 0) return;
  await createTopics(
    config,
    missing.map(({ name, partitions, replicationFactor, config: settings }) => ({
      topic: name,
      numPartitions: partitions,
      replicationFactor: Math.min(replicationFactor, brokers),
      configEntries: Object.entries(settings)
        // With fewer than two brokers nobody could write to a topic that wants two in-sync replicas.
        .filter(([key]) => key !== 'min.insync.replicas' || brokers > 2)
        .map(([key, value]) => ({ name: key, value })),
    })),
  );
}

async function lookAround(config: KafkaConfig): Promise<{ existing: string[]; brokers: number }> {
  const admin = new Kafka(config).admin();
  await admin.connect();
  try {
    const [existing, { brokers }] = await Promise.all([admin.listTopics(), admin.describeCluster()]);
    return { existing, brokers: brokers.length };
  } finally {
    await admin.disconnect();
  }
}
