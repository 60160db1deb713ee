import { Kafka, Partitioners, logLevel, type Consumer, type Producer } from 'kafkajs';
// A consumer that is stopped while brokers come or go would keep the whole run from ending.
import '#demo/shop/patched-consumer.ts';
import { BUSY, QUIET } from './places.ts';

const MESSAGES_PER_BATCH = 5;
const BATCH_EVERY_MS = 250;
/** More on the first partition than on the last, so that their end offsets differ. */
const QUIET_MESSAGES = (partition: number) => 12 - partition;

/** A small steady traffic. */
export interface Traffic {
  stop(): Promise<void>;
}

/** Fills the quiet topic once, then writes about 20 messages a second to the busy one, which its group reads. */
export async function startTraffic(bootstrap: string): Promise<Traffic> {
  const kafka = new Kafka({ clientId: 'e2e', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const consumer = kafka.consumer({ groupId: BUSY.group, sessionTimeout: 10_000 });
  await producer.connect();
  await fillQuietTopic(producer);
  await followBusyTopic(consumer);
  let n = 0;
  const timer = setInterval(() => {
    const messages = Array.from({ length: MESSAGES_PER_BATCH }, () => ({ key: `cliente-${n % 40}`, value: `pedido ${n++}` }));
    // While a broker is down some batches fail: that is part of the test, the next ones follow.
    producer.send({ topic: BUSY.topic, messages }).catch(() => undefined);
  }, BATCH_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.allSettled([producer.disconnect(), consumer.disconnect()]);
    },
  };
}

async function fillQuietTopic(producer: Producer): Promise<void> {
  const messages = Array.from({ length: QUIET.partitions }, (_, partition) =>
    Array.from({ length: QUIET_MESSAGES(partition) }, (_message, at) => ({ partition, value: `${partition}-${at}` })),
  ).flat();
  await producer.send({ topic: QUIET.topic, messages });
}

async function followBusyTopic(consumer: Consumer): Promise<void> {
  await consumer.connect();
  await consumer.subscribe({ topics: [BUSY.topic], fromBeginning: true });
  await consumer.run({ autoCommitInterval: 1_000, eachMessage: () => Promise.resolve() });
}
