import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, PartitionAssigners, Partitioners, logLevel, type Consumer } from 'kafkajs';
// A consumer that is stopped while brokers come or go would keep the whole run from ending.
import '#demo/shop/patched-consumer.ts';
import { kafkaTool } from './lab.ts';
import { surroundings } from './places.ts';

const PARTITIONS = 6;
const MESSAGES_PER_PARTITION = 40;
/** The messages say that they are an hour old: no test need wait until they are late. */
const AGE_MS = 3_600_000;
const HEARTBEAT_EVERY_MS = 500;

/** A group of two members on a topic of its own: one reads, the other holds half of the partitions and never gets on. */
export interface HeldUpGroup {
  topic: string;
  group: string;
  /** Client ids of the member that reads and of the one that is stuck. */
  quick: string;
  stuck: string;
  /** Ends the members and takes group and topic away. */
  remove(): Promise<void>;
}

/** Makes the topic, fills it with old messages, commits the first of each partition, and starts both members. */
export async function startHeldUpGroup(topic: string, group: string): Promise<HeldUpGroup> {
  const names = { topic, group, quick: `${group}-rapido`, stuck: `${group}-travado` };
  await kafkaTool('kafka-topics', '--create', '--topic', topic, '--partitions', String(PARTITIONS), '--replication-factor', '3');
  await fill(topic);
  await kafkaTool(
    'kafka-consumer-groups',
    '--reset-offsets',
    '--group',
    group,
    '--topic',
    topic,
    '--to-offset',
    '1',
    '--execute',
  );
  const stop = new AbortController();
  // The stuck one first: alone, the other would read everything before it has to share.
  const consumers = [
    await join(names.stuck, names, (consumer) =>
      consumer.run({
        autoCommit: false,
        // Alive as far as its coordinator can tell, and for ever at the same message.
        eachBatch: async ({ heartbeat, isRunning, isStale }) => {
          while (!stop.signal.aborted && isRunning() && !isStale()) {
            await heartbeat();
            await delay(HEARTBEAT_EVERY_MS);
          }
        },
      }),
    ),
    await join(names.quick, names, (consumer) =>
      consumer.run({ autoCommitInterval: 1_000, eachMessage: () => Promise.resolve() }),
    ),
  ];
  return {
    ...names,
    async remove() {
      stop.abort();
      await Promise.allSettled(consumers.map((consumer) => consumer.disconnect()));
      await kafkaTool('kafka-consumer-groups', '--delete', '--group', group);
      await kafkaTool('kafka-topics', '--delete', '--topic', topic);
    },
  };
}

function connect(clientId: string): Kafka {
  return new Kafka({ clientId, brokers: surroundings().bootstrap.split(','), logLevel: logLevel.NOTHING });
}

async function fill(topic: string): Promise<void> {
  const producer = connect('e2e').producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const timestamp = String(Date.now() - AGE_MS);
  const messages = Array.from({ length: PARTITIONS * MESSAGES_PER_PARTITION }, (_none, at) => ({
    partition: at % PARTITIONS,
    value: `pacote ${at}`,
    timestamp,
  }));
  await producer.send({ topic, messages });
  await producer.disconnect();
}

async function join(
  clientId: string,
  { topic, group }: { topic: string; group: string },
  run: (consumer: Consumer) => Promise<void>,
): Promise<Consumer> {
  const consumer = connect(clientId).consumer({ groupId: group, partitionAssigners: [PartitionAssigners.roundRobin] });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await run(consumer);
  return consumer;
}
