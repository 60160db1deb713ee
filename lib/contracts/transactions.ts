import { z } from 'zod';
import { Fault, Int64String, IsoTime, PassInfo } from './common.ts';

/** A transaction that was open for more than ten seconds when it was read. */
export const OpenTransaction = z.object({
  /** null for a producer that no coordinator knows. */
  transactionalId: z.string().nullable(),
  producerId: Int64String,
  producerEpoch: z.number().nullable(),
  /** Kafka's state name (`Ongoing`, `PrepareCommit`, …); null for a producer that no coordinator knows. */
  state: z.string().nullable(),
  coordinator: z.number().nullable(),
  /** By the coordinator's clock; null when it does not tell. */
  startedAt: IsoTime.nullable(),
  ageMs: z.number().nullable(),
  /** After this its coordinator ought to abort it; null when not known. */
  timeoutMs: z.number().nullable(),
  /** Partitions it holds back, at most 20 named. */
  partitions: z.array(z.object({ topic: z.string(), partition: z.number() })),
  partitionsTotal: z.number(),
  /** Whether it will not end by itself; null when that is not known. */
  isHanging: z.boolean().nullable(),
  /** `past_timeout`: open for longer than its coordinator should have let it. `no_coordinator`: the partition has it open, and no coordinator knows its producer. */
  reason: z.enum(['past_timeout', 'no_coordinator']).nullable(),
  /** Why its details are unknown; null when they are known. */
  fault: Fault.nullable(),
});
export type OpenTransaction = z.infer<typeof OpenTransaction>;

/** One reading of the transactions of a cluster. Brokers leave out transactional ids that the credential may not describe, without saying so. */
export const TransactionsReading = z.object({
  readAt: IsoTime.nullable(),
  /** Why nothing is known (`UNSUPPORTED` before Kafka 3.0, a broker's refusal, …); null when it was read. */
  fault: Fault.nullable(),
  /** Brokers that did not answer: transactions they coordinate are missing here. */
  silentBrokers: z.array(z.number()),
  /** Open transactions of any age; null when a broker did not answer. */
  open: z.number().nullable(),
  /** null when not known, or when none is older than ten seconds. */
  oldestAgeMs: z.number().nullable(),
  hanging: z.number().nullable(),
  /** Hanging first, then oldest first; at most 200. */
  transactions: z.array(OpenTransaction),
  /** Open ones that were not described because they are more than 200. */
  hidden: z.number(),
});
export type TransactionsReading = z.infer<typeof TransactionsReading>;

export const TransactionsAnswer = z.object({
  pass: PassInfo.nullable(),
  /** null before the first reading. */
  reading: TransactionsReading.nullable(),
});
export type TransactionsAnswer = z.infer<typeof TransactionsAnswer>;

/** A producer that the leader of a partition remembers. */
const PartitionProducer = z.object({
  producerId: Int64String,
  producerEpoch: z.number(),
  lastSequence: z.number(),
  lastRecordAt: IsoTime.nullable(),
  coordinatorEpoch: z.number(),
  /** First offset of its open transaction here; null when none is open. */
  transactionStartOffset: Int64String.nullable(),
});

export const TopicProducers = z.object({
  data: z.array(z.object({ partition: z.number(), fault: Fault.nullable(), producers: z.array(PartitionProducer) })),
  /** Producers left out because there are more than 5,000; those with an open transaction come first. */
  hidden: z.number(),
});
export type TopicProducers = z.infer<typeof TopicProducers>;
