import { Kafka, logLevel, type Admin, type ITopicConfig, type KafkaConfig } from 'kafkajs';

const CREATE_TIMEOUT_MS = 30_000;
const KNOWN_TIMEOUT_MS = 60_000;
const LOOK_MS = 50;

/**
 * Creates topics and returns when every broker knows them with their leaders; false when all of them existed already.
 * Brokers learn of a topic one by one after the controller has made it. kafkajs' `waitForLeaders` asks one of them once, and fails with UNKNOWN_TOPIC_OR_PARTITION
 * when that one has not heard of it; so do its consumers later, which may ask any.
 */
export async function createTopics(config: KafkaConfig, topics: ITopicConfig[]): Promise<boolean> {
  const names = topics.map(({ topic }) => topic);
  const { isNew, brokers } = await asAdmin(config, async (admin) => ({
    isNew: await admin.createTopics({ waitForLeaders: false, timeout: CREATE_TIMEOUT_MS, topics }),
    brokers: (await admin.describeCluster()).brokers,
  }));
  await Promise.all(
    brokers.map(({ host, port }) =>
      // A client that is told of one broker asks it first, and asks others only when that one has told it of the topics.
      asAdmin({ ...config, brokers: [`${host}:${port}`] }, (admin) => untilKnown(admin, names)),
    ),
  );
  return isNew;
}

async function untilKnown(admin: Admin, topics: string[]): Promise<void> {
  const deadline = performance.now() + KNOWN_TIMEOUT_MS;
  for (;;) {
    try {
      await admin.fetchTopicMetadata({ topics });
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function asAdmin<T>(config: KafkaConfig, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Kafka({ logLevel: logLevel.NOTHING, ...config }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
