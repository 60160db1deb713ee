import { CompressionTypes, Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';
import { eventsDue } from './daily-curve.ts';
import { auditRecord, clickRecord, metricRecords, orderRecord, type ShopRecord } from './events.ts';
import type { ShopLog } from './shop-log.ts';
import { TOPIC } from './topics.ts';

/** One send every so often keeps requests few: what arrives between two sends goes out as one batch per partition. */
const SEND_EVERY_MS = 500;
const CLICKS_PER_SECOND_PEAK = 220;
const ORDERS_PER_SECOND_PEAK = 45;
const METRICS_EVERY_MS = 5_000;
/** One order in so many leaves an entry in the audit trail. */
const ORDERS_PER_AUDIT_ENTRY = 5;

export interface Stoppable {
  stop(): Promise<void>;
}

/**
 * The shop window: sends clicks, orders, audit entries and gauges along the daily curve until stopped.
 * A send that fails (a broker is down, a partition has no leader) is logged and the next one goes on: the shop stays open.
 */
export async function openStorefront(kafka: Kafka, log: ShopLog): Promise<Stoppable> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  let lastMs = Date.now();
  let lastMetricsMs = 0;
  let carriedClicks = 0;
  let carriedOrders = 0;
  let sending: Promise<void> = Promise.resolve();
  let busy = false;

  const timer = setInterval(() => {
    // A send that takes longer than the interval is not overtaken; what became due meanwhile goes with the next.
    if (busy) return;
    const now = Date.now();
    carriedClicks += eventsDue(lastMs, now, CLICKS_PER_SECOND_PEAK);
    carriedOrders += eventsDue(lastMs, now, ORDERS_PER_SECOND_PEAK);
    lastMs = now;
    // After a long outage the backlog is dropped rather than sent as a flood.
    const clicks = Math.min(Math.floor(carriedClicks), CLICKS_PER_SECOND_PEAK * 2);
    const orders = Math.min(Math.floor(carriedOrders), ORDERS_PER_SECOND_PEAK * 2);
    carriedClicks -= Math.floor(carriedClicks);
    carriedOrders -= Math.floor(carriedOrders);
    const metrics = now - lastMetricsMs >= METRICS_EVERY_MS;
    if (metrics) lastMetricsMs = now;
    busy = true;
    sending = sendAll(producer, now, { clicks, orders, metrics }, log).finally(() => {
      busy = false;
    });
  }, SEND_EVERY_MS);

  return {
    async stop() {
      clearInterval(timer);
      await sending;
      await producer.disconnect();
    },
  };
}

const toMessages = (records: ShopRecord[]): Message[] => records.map(({ key, value }) => ({ key, value }));

async function sendAll(
  producer: Producer,
  nowMs: number,
  due: { clicks: number; orders: number; metrics: boolean },
  log: ShopLog,
): Promise<void> {
  const repeat = (count: number, make: (random: () => number, nowMs: number) => ShopRecord) =>
    Array.from({ length: count }, () => make(Math.random, nowMs));
  const topicMessages = [
    { topic: TOPIC.clicks, messages: toMessages(repeat(due.clicks, clickRecord)) },
    { topic: TOPIC.orders, messages: toMessages(repeat(due.orders, orderRecord)) },
    { topic: TOPIC.audit, messages: toMessages(repeat(Math.floor(due.orders / ORDERS_PER_AUDIT_ENTRY), auditRecord)) },
    { topic: TOPIC.metrics, messages: due.metrics ? toMessages(metricRecords(Math.random, nowMs)) : [] },
  ].filter(({ messages }) => messages.length > 0);
  if (topicMessages.length === 0) return;
  try {
    await producer.sendBatch({ acks: -1, compression: CompressionTypes.GZIP, topicMessages });
  } catch (error) {
    log('loja', `send failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
