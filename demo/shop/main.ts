import { parseArgs } from 'node:util';
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
// Mends the client's timer that would otherwise cost a few percent of a core for each idle connection.
import '#lib/kafka/transport/patched-kafkajs.ts';
import './patched-consumer.ts';
import { createShopTopics } from './create-topics.ts';
import { leaveForgottenGroup } from './forgotten-group.ts';
import { openFraudDetection } from './fraud-detection.ts';
import { openServices } from './services.ts';
import { createShopLog } from './shop-log.ts';
import { openStorefront, type Stoppable } from './storefront.ts';

/** The demonstration shop as a process: `node demo/shop/main.ts --brokers localhost:9092`. Says `shop open` when all parts run; ends on SIGTERM, SIGINT or when its parent is gone. */
const { values } = parseArgs({ options: { brokers: { type: 'string', default: 'localhost:9092' } } });
const brokers = values.brokers.split(',').map((broker) => broker.trim());

const log = createShopLog((text) => process.stdout.write(text), Date.now);
const config: KafkaConfig = {
  clientId: 'loja',
  brokers,
  connectionTimeout: 5_000,
  logLevel: logLevel.NOTHING,
  retry: { retries: 8, initialRetryTime: 300, maxRetryTime: 5_000 },
};
const kafka = new Kafka(config);

const parts: Stoppable[] = [];
let closing = false;

async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  // Kafka clients may hang on brokers that are gone: the shop closes anyway.
  setTimeout(() => process.exit(0), 4_000).unref();
  await Promise.allSettled(parts.map((part) => part.stop()));
  process.exit(0);
}

process.on('SIGTERM', () => void close());
process.on('SIGINT', () => void close());
process.on('disconnect', () => void close());

await createShopTopics(config);
await leaveForgottenGroup(kafka);
for (const open of [() => openServices(kafka, log), () => openFraudDetection(brokers, log), () => openStorefront(kafka, log)]) {
  if (closing) break;
  parts.push(await open());
}
if (!closing) log('loja', 'shop open');
