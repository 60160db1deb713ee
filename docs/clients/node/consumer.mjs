import { Kafka } from 'kafkajs';

const kafka = new Kafka({ clientId: 'exemplo-node', brokers: [process.argv[2] ?? 'localhost:9092'] });
const consumer = kafka.consumer({ groupId: 'exemplo-node' });
let remaining = process.argv[3] === undefined ? Infinity : Number(process.argv[3]);

await consumer.connect();
await consumer.subscribe({ topics: ['meu_topico'], fromBeginning: true });
const done = new Promise((resolve) => {
  process.on('SIGINT', resolve);
  void consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      console.log(`${topic} [${partition}] ${message.offset}: ${message.value}`);
      if (--remaining <= 0) resolve();
    },
  });
});
await done;
await consumer.disconnect(); // commits and leaves the group
