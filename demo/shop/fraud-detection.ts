import { Consumer, GroupProtocols, MessagesStreamFallbackModes, MessagesStreamModes } from '@platformatic/kafka';
import type { ShopLog } from './shop-log.ts';
import type { Stoppable } from './storefront.ts';
import { TOPIC } from './topics.ts';

const RESTART_AFTER_MS = 5_000;

/**
 * The group `deteccao-de-fraude` on the new consumer protocol (KIP-848), which kafkajs does not speak.
 * Reads payments and commits every two seconds. Restarts by itself after an error.
 */
export async function openFraudDetection(bootstrapBrokers: string[], log: ShopLog): Promise<Stoppable> {
  let stopped = false;
  let current: Consumer | null = null;
  let restart: NodeJS.Timeout | null = null;

  async function open(): Promise<void> {
    const consumer = new Consumer({
      clientId: 'deteccao-de-fraude',
      groupId: 'deteccao-de-fraude',
      bootstrapBrokers,
      groupProtocol: GroupProtocols.CONSUMER,
      maxWaitTime: 1_000,
      minBytes: 2_048,
      retries: 5,
    });
    current = consumer;
    const stream = await consumer.consume({
      topics: [TOPIC.payments],
      mode: MessagesStreamModes.COMMITTED,
      fallbackMode: MessagesStreamFallbackModes.LATEST,
      autocommit: 2_000,
    });
    stream.on('error', (error) => fail(consumer, error));
    stream.on('data', () => {});
  }

  function fail(consumer: Consumer, error: unknown): void {
    if (stopped || current !== consumer) return;
    current = null;
    log('deteccao-de-fraude', `consumer restarts: ${error instanceof Error ? error.message : String(error)}`);
    void consumer.close(true).catch(() => {});
    restart = setTimeout(() => {
      open().catch((again: unknown) => {
        if (current) fail(current, again);
      });
    }, RESTART_AFTER_MS);
  }

  await open();
  return {
    async stop() {
      stopped = true;
      if (restart) clearTimeout(restart);
      await current?.close(true);
    },
  };
}
