import type { OpenTransaction, TransactionsReading } from '#lib/contracts/transactions.ts';
import type {
  Item,
  KafkaAdmin,
  KafkaFault,
  MemberAssignment,
  Topology,
  TransactionDescription,
  TransactionListing,
} from '#lib/kafka/admin/port.ts';
import { findStuckPartitions, type StableOffsets } from './find-stuck-partitions.ts';
import { isOpen, isPastTimeout, orphanProducers, type HangingPolicy } from './judge-transaction.ts';

/** Described in one reading. */
const DESCRIBED_MAX = 200;
/** Younger ones are ordinary business. */
const AGE_SHOWN_MS = 10_000;
/** Partitions whose producers are looked at in one reading. */
const STUCK_MAX = 200;
const PARTITIONS_NAMED_MAX = 20;

/** What one reading leaves for the next. */
export interface TransactionMemory {
  /** null before the first reading. */
  stable: StableOffsets | null;
  /** First time each open transaction was listed, wall ms, by producer id; the coordinators' lists tell no ages. */
  firstSeen: ReadonlyMap<bigint, number>;
}

export const NO_TRANSACTION_MEMORY: TransactionMemory = { stable: null, firstSeen: new Map() };

export interface ReadTransactionsOptions {
  topology: Topology;
  /** Whether brokers have DescribeProducers. */
  canDescribeProducers: boolean;
  memory: TransactionMemory;
  nowMs: number;
  policy: HangingPolicy;
  deadlineMs: number;
  signal?: AbortSignal;
}

/** Reads the open transactions of a cluster: a list from every broker, the details of the longest open, and the partitions that no listed one explains. Throws `KafkaUnavailableError` only. */
export async function readTransactions(
  admin: Pick<KafkaAdmin, 'listTransactions' | 'describeTransactions' | 'listOffsets' | 'producers'>,
  options: ReadTransactionsOptions,
): Promise<{ reading: TransactionsReading; memory: TransactionMemory }> {
  const { topology, nowMs, memory } = options;
  const call = { deadlineMs: options.deadlineMs, signal: options.signal };
  const { transactions: listed, brokers } = await admin.listTransactions(topology, call);
  const silent = brokers.filter(({ fault }) => fault !== null);
  const open = listed.filter(({ state }) => isOpen(state));
  const firstSeen = new Map(open.map(({ producerId }) => [producerId, memory.firstSeen.get(producerId) ?? nowMs]));
  const since = ({ producerId }: TransactionListing) => firstSeen.get(producerId) ?? nowMs;
  const candidates = [...open].sort((a, b) => since(a) - since(b)).slice(0, DESCRIBED_MAX);
  const described = candidates.length === 0 ? [] : await admin.describeTransactions(candidates, call);
  const rows = candidates.flatMap((listing, i) => describedRow(listing, described[i], options) ?? []);
  const isComplete = silent.length === 0 && brokers.length > 0;
  const stuck = options.canDescribeProducers
    ? await readOrphans(admin, options, isComplete ? new Set(listed.map(({ producerId }) => producerId)) : null)
    : { rows: [], stable: memory.stable, isWhole: true };
  const all = [...stuck.rows, ...rows].sort(
    (a, b) => Number(b.isHanging ?? false) - Number(a.isHanging ?? false) || (b.ageMs ?? -1) - (a.ageMs ?? -1),
  );
  const ages = all.flatMap(({ ageMs }) => ageMs ?? []);
  // One that was not described, or not looked for, may be the one that hangs.
  const isJudged = isComplete && stuck.isWhole && rows.every(({ fault }) => fault === null);
  return {
    memory: { stable: stuck.stable, firstSeen },
    reading: {
      readAt: new Date(nowMs).toISOString(),
      fault: brokers.length > 0 && silent.length === brokers.length ? faultOf(silent[0]?.fault) : null,
      silentBrokers: silent.map(({ nodeId }) => nodeId),
      open: isComplete ? open.length : null,
      oldestAgeMs: ages.length === 0 || !isComplete ? null : Math.max(...ages),
      hanging: isJudged ? all.filter(({ isHanging }) => isHanging).length : null,
      transactions: all.slice(0, DESCRIBED_MAX),
      hidden: open.length - candidates.length + Math.max(0, all.length - DESCRIBED_MAX),
    },
  };
}

/** null for one that is young, or has ended since it was listed. */
function describedRow(
  listing: TransactionListing,
  item: Item<TransactionDescription> | undefined,
  { nowMs, policy }: ReadTransactionsOptions,
): OpenTransaction | null {
  const { transactionalId, producerId, coordinator } = listing;
  const row = { transactionalId, producerId: producerId.toString(), coordinator, reason: null };
  if (item === undefined || !item.ok) {
    return {
      ...row,
      producerEpoch: null,
      state: listing.state,
      startedAt: null,
      ageMs: null,
      timeoutMs: null,
      partitions: [],
      partitionsTotal: 0,
      isHanging: null,
      fault: faultOf(item?.fault),
    };
  }
  const { state, startedMs, timeoutMs, producerEpoch, partitions } = item.value;
  const ageMs = startedMs === null ? null : Math.max(0, nowMs - startedMs);
  if (!isOpen(state) || (ageMs !== null && ageMs < AGE_SHOWN_MS)) return null;
  const isHanging = isPastTimeout(item.value, nowMs, policy);
  return {
    ...row,
    producerEpoch,
    state,
    ageMs,
    timeoutMs,
    isHanging,
    fault: null,
    startedAt: isoOf(startedMs),
    ...namedPartitions(partitions),
    reason: isHanging === true ? 'past_timeout' : null,
  };
}

/** Transactions that partitions have open and no coordinator knows. `known` null: a coordinator was silent, so nothing can be said. `isWhole`: every partition that may have one was looked at. */
async function readOrphans(
  admin: Pick<KafkaAdmin, 'listOffsets' | 'producers'>,
  { topology, memory, deadlineMs, signal }: ReadTransactionsOptions,
  known: ReadonlySet<bigint> | null,
): Promise<{ rows: OpenTransaction[]; stable: StableOffsets; isWhole: boolean }> {
  const call = { deadlineMs, signal };
  const stable = await admin.listOffsets(topology, 'latest_stable', call);
  const end = await admin.listOffsets(topology, 'latest', call);
  const { stuck, next, unread } = findStuckPartitions(topology, stable, end, memory.stable ?? new Map());
  // The first reading has nothing to compare with: whatever is open may stand still.
  const isRead = unread === 0 && (memory.stable !== null || next.size === 0);
  if (known === null || stuck.length === 0) return { rows: [], stable: next, isWhole: isRead };
  const wanted = stuck.slice(0, STUCK_MAX);
  const items = await admin.producers(topology, wanted, call);
  const partitionsOf = new Map<bigint, { epoch: number; partitions: { topic: string; partition: number }[] }>();
  for (const [i, item] of items.entries()) {
    const place = placeOf(topology, wanted[i] ?? -1);
    if (!item.ok || place === null) continue;
    for (const { producerId, producerEpoch } of orphanProducers(item.value, known)) {
      const entry = partitionsOf.get(producerId) ?? { epoch: producerEpoch, partitions: [] };
      entry.partitions.push(place);
      partitionsOf.set(producerId, entry);
    }
  }
  return {
    stable: next,
    isWhole: isRead && stuck.length <= STUCK_MAX && items.every((item) => item.ok),
    rows: [...partitionsOf].map(([producerId, { epoch, partitions }]) => ({
      transactionalId: null,
      state: null,
      coordinator: null,
      startedAt: null,
      ageMs: null,
      timeoutMs: null,
      fault: null,
      producerId: producerId.toString(),
      producerEpoch: epoch,
      partitions: partitions.slice(0, PARTITIONS_NAMED_MAX),
      partitionsTotal: partitions.length,
      isHanging: true,
      reason: 'no_coordinator' as const,
    })),
  };
}

function placeOf(topology: Topology, index: number): { topic: string; partition: number } | null {
  const topic = topology.topics.find(({ base, partitions }) => index >= base && index < base + partitions.length);
  return topic === undefined
    ? null
    : { topic: topic.name, partition: topic.partitions[index - topic.base]?.partition ?? index - topic.base };
}

function namedPartitions(assigned: readonly MemberAssignment[]): Pick<OpenTransaction, 'partitions' | 'partitionsTotal'> {
  const partitions = assigned.flatMap(({ topic, partitions: numbers }) => numbers.map((partition) => ({ topic, partition })));
  return { partitions: partitions.slice(0, PARTITIONS_NAMED_MAX), partitionsTotal: partitions.length };
}

function faultOf(fault: KafkaFault | null | undefined) {
  return fault == null
    ? { code: 'NOT_ASKED', detail: 'The coordinator gave no answer.' }
    : { code: fault.code, detail: fault.message };
}

function isoOf(ms: number | null): string | null {
  const time = new Date(ms ?? NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
