import { CompressionTypes, Partitioners, type EachBatchPayload, type Kafka, type Producer } from 'kafkajs';
import { notificationsAreSlow } from './daily-curve.ts';
import type { ShopLog } from './shop-log.ts';
import type { Stoppable } from './storefront.ts';
import { TOPIC } from './topics.ts';

/** A service of the shop: consumes one topic in its group and answers each record into another topic. */
interface ServiceSpec {
  group: string;
  /** Number of members: each is a consumer of its own. */
  members: number;
  from: string;
  to: string;
  /** Builds the answer to an order. */
  answer: (order: Buffer | null, nowMs: number) => string;
  /** Most records per second and member at a wall time; Infinity = as fast as it can. */
  pacePerSecond: (nowMs: number) => number;
}

/** While its mail provider throttles it, the notification service sends so many a second: less than orders arrive by day. */
const SLOW_NOTIFICATIONS_PER_SECOND = 4;

const orderId = (order: Buffer | null): string =>
  /"id":"([^"]+)"/.exec(order?.toString('utf8', 0, 60) ?? '')?.[1] ?? 'desconhecido';

const SERVICES: readonly ServiceSpec[] = [
  {
    group: 'estoque',
    members: 2,
    from: TOPIC.orders,
    to: TOPIC.stock,
    answer: (order, nowMs) => JSON.stringify({ pedido: orderId(order), reservado: true, em: nowMs }),
    pacePerSecond: () => Number.POSITIVE_INFINITY,
  },
  {
    group: 'pagamento',
    members: 2,
    from: TOPIC.orders,
    to: TOPIC.payments,
    answer: (order, nowMs) => JSON.stringify({ pedido: orderId(order), situacao: 'aprovado', em: nowMs }),
    pacePerSecond: () => Number.POSITIVE_INFINITY,
  },
  {
    group: 'notificacoes',
    members: 1,
    from: TOPIC.orders,
    to: TOPIC.notifications,
    answer: (order, nowMs) => JSON.stringify({ pedido: orderId(order), canal: 'e-mail', em: nowMs }),
    pacePerSecond: (nowMs) => (notificationsAreSlow(nowMs) ? SLOW_NOTIFICATIONS_PER_SECOND : Number.POSITIVE_INFINITY),
  },
];

/** Starts every service with its members, one producer for their answers. */
export async function openServices(kafka: Kafka, log: ShopLog): Promise<Stoppable> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  const stopping = new AbortController();
  const consumers = await Promise.all(
    SERVICES.flatMap((service) =>
      Array.from({ length: service.members }, () => startMember(kafka, service, producer, stopping.signal, log)),
    ),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.allSettled(consumers.map((consumer) => consumer.stop()));
      await producer.disconnect();
    },
  };
}

async function startMember(
  kafka: Kafka,
  service: ServiceSpec,
  producer: Producer,
  stopping: AbortSignal,
  log: ShopLog,
): Promise<Stoppable> {
  const consumer = kafka.consumer({
    groupId: service.group,
    // One fetch a second per broker is enough for a shop window and costs next to nothing.
    maxWaitTimeInMs: 1_000,
    minBytes: 2_048,
    sessionTimeout: 20_000,
    heartbeatInterval: 4_000,
    retry: {
      retries: 20,
      initialRetryTime: 300,
      maxRetryTime: 5_000,
      restartOnFailure: () => Promise.resolve(!stopping.aborted),
    },
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => log(service.group, `consumer restarts: ${payload.error.message}`));
  await consumer.connect();
  await consumer.subscribe({ topics: [service.from], fromBeginning: false });
  await consumer.run({
    autoCommitInterval: 2_000,
    eachBatchAutoResolve: false,
    eachBatch: (payload) => serveBatch(service, producer, payload, stopping, log),
  });
  return {
    async stop() {
      await consumer.disconnect();
    },
  };
}

async function serveBatch(
  service: ServiceSpec,
  producer: Producer,
  { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale }: EachBatchPayload,
  stopping: AbortSignal,
  log: ShopLog,
): Promise<void> {
  let next = 0;
  while (next < batch.messages.length && isRunning() && !isStale() && !stopping.aborted) {
    const pace = service.pacePerSecond(Date.now());
    const chunk = batch.messages.slice(next, next + (Number.isFinite(pace) ? pace : 500));
    const answers = chunk.map(({ key, value }) => ({ key, value: service.answer(value, Date.now()) }));
    try {
      await producer.send({ topic: service.to, acks: -1, compression: CompressionTypes.GZIP, messages: answers });
    } catch (error) {
      // The order counts as handled: a shop that stops taking orders because an answer topic is down helps nobody.
      log(service.group, `answer not sent: ${error instanceof Error ? error.message : String(error)}`);
    }
    const last = chunk.at(-1);
    if (last) resolveOffset(last.offset);
    next += chunk.length;
    await heartbeat();
    await commitOffsetsIfNecessary();
    if (Number.isFinite(pace)) await pause(1_000, stopping);
  }
}

/** Waits, or returns at once when the shop closes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
