import type { TransactionsReading } from '#lib/contracts/transactions.ts';
import { KafkaUnavailableError } from '#lib/kafka/admin/kafka-unavailable-error.ts';
import type { TransactionFact } from '#lib/problems/facts.ts';
import { HANGING_POLICY, type HangingPolicy } from '#lib/transactions/judge-transaction.ts';
import { NO_TRANSACTION_MEMORY, readTransactions } from '#lib/transactions/read-transactions.ts';
import type { Collector, CollectorContext, Contribution } from './collector.ts';
import { metricValue as one } from './sampled-values.ts';
import { wait } from './wait.ts';

const EVERY_MS = 60_000;
const LARGE_EVERY_MS = 300_000;
/** From this many partitions on, transactions are read less often. */
const LARGE_CLUSTER_PARTITIONS = 10_000;
const DEADLINE_MS = 10_000;
const FIRST_LOOK_MS = 500;
const FRESH_INTERVALS = 3;
const NAMED_MAX = 20;

type Context = Pick<CollectorContext, 'admin' | 'clock' | 'logger' | 'latest' | 'isOverBudget'>;

/** Reads open transactions and finds those that will not end by themselves. */
export function collectTransactions(context: Context, policy: HangingPolicy = HANGING_POLICY): Collector {
  const { admin, clock, latest } = context;
  let reading: TransactionsReading | null = null;
  let readAtMs = 0;
  let everyMs = EVERY_MS;
  let memory = NO_TRANSACTION_MEMORY;
  /** What is known of them; undefined = never read. */
  let fact: TransactionFact | null | undefined;
  /** Whether the last reading itself says so. */
  let isToldNow = false;

  const read = async (signal: AbortSignal) => {
    const pass = latest();
    // Overspent: what can wait waits. The reading grows old and is then unknown.
    if (pass === null || context.isOverBudget()) return;
    const { capabilities, topology } = pass;
    everyMs = topology.partitionCount > LARGE_CLUSTER_PARTITIONS ? LARGE_EVERY_MS : EVERY_MS;
    const nowMs = clock.now();
    if (!capabilities.listTransactions.supported) {
      reading = unread(nowMs, 'UNSUPPORTED', capabilities.listTransactions.reason ?? 'The brokers cannot list transactions.');
      [fact, isToldNow] = [null, true];
    } else {
      const read_ = await readTransactions(admin, {
        topology,
        canDescribeProducers: capabilities.describeProducers.supported,
        memory,
        nowMs,
        policy,
        deadlineMs: DEADLINE_MS,
        signal,
      });
      ({ reading, memory } = read_);
      const now = factOf(reading, fact);
      isToldNow = now !== undefined;
      fact = now ?? fact;
    }
    readAtMs = nowMs;
  };

  return {
    name: 'transactions',
    async run(ended) {
      while (!ended.aborted) {
        try {
          await read(ended);
        } catch (error) {
          if (ended.aborted) return;
          if (!(error instanceof KafkaUnavailableError)) throw error;
          readAtMs = clock.now();
          reading = unread(readAtMs, error.fault.code, error.message);
          isToldNow = false;
        }
        await wait(reading === null ? FIRST_LOOK_MS : everyMs, ended);
      }
    },
    contribute(nowMs): Contribution {
      if (reading === null) return { values: [], parts: {}, facts: {} };
      const isFresh = nowMs - readAtMs <= FRESH_INTERVALS * everyMs;
      const now = isFresh ? reading : unread(readAtMs, 'OUTDATED', 'The transactions have not been read for a while.');
      return {
        values: [
          {
            ref: { kind: 'cluster' },
            values: [
              one('cluster.transactions_open', now.open),
              one('cluster.transaction_oldest', now.oldestAgeMs),
              one('cluster.transactions_hanging', now.hanging),
            ],
          },
        ],
        parts: { transactions: now },
        // A problem that an older reading found is held, not found anew.
        facts: fact === undefined || !isToldNow || !isFresh ? {} : { transactions: fact },
      };
    },
  };
}

function unread(atMs: number, code: string, detail: string): TransactionsReading {
  const readAt = new Date(atMs).toISOString();
  const unknown = { open: null, oldestAgeMs: null, hanging: null };
  return { readAt, fault: { code, detail }, silentBrokers: [], ...unknown, transactions: [], hidden: 0 };
}

/** undefined where the reading does not say: one that lacks a coordinator takes no hanging transaction away, for its silence is no news of them. */
function factOf(reading: TransactionsReading, before: TransactionFact | null | undefined): TransactionFact | undefined {
  const hanging = reading.transactions.filter(({ isHanging }) => isHanging === true);
  if (reading.hanging === null && (before?.hanging ?? 0) >= hanging.length) return undefined;
  const [first] = hanging;
  return {
    hanging: hanging.length,
    partitions: {
      count: hanging.reduce((sum, { partitionsTotal }) => sum + partitionsTotal, 0),
      names: hanging
        .flatMap(({ partitions }) => partitions.map(({ topic, partition }) => `${topic}-${partition}`))
        .slice(0, NAMED_MAX),
    },
    example: first === undefined ? '' : sentence(first),
  };
}

function sentence({ transactionalId, producerId, ageMs }: TransactionsReading['transactions'][number]): string {
  return transactionalId === null
    ? `that of producer ${producerId}, which no coordinator knows.`
    : `“${transactionalId}” (producer ${producerId}) has been open for ${Math.round((ageMs ?? 0) / 60_000)} min.`;
}
