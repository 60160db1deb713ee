import { CANARY_TOPIC } from '#lib/core/canary-names.ts';
import type { Clock } from '#lib/core/clock.ts';
import type { KafkaFault } from '#lib/kafka/admin/port.ts';
import type { KafkaProbe, ProbeFetched } from '#lib/kafka/probe/port.ts';
import { wait } from '../wait.ts';
import { decodePayload, encodePayload } from './payload.ts';
import type { Sample, SampleResult } from './sample-book.ts';

const PRODUCE_TIMEOUT_MS = 5_000;
/** A record that was acknowledged and not seen within this time is lost. */
const LOST_AFTER_MS = 20_000;
/** How long a fetch waits at the broker: long enough to cost little, short enough that a changed leader is noticed. */
const FETCH_WAIT_MS = 200;
const FETCH_TIMEOUT_MS = 5_000;
const FETCH_RETRY_MS = 500;
/** How long a record that was seen is remembered, to tell a second one. */
const SEEN_KEPT_MS = 60_000;

/** A record on its way. */
interface Outstanding {
  /** The partition's leader when it was sent. */
  nodeId: number;
  /** Monotonic ms. */
  sentAt: number;
  acknowledged: boolean;
}

interface PartitionState {
  leader: number;
  /** Where to read on; null = at the next record that is acknowledged. */
  position: bigint | null;
  outstanding: Map<bigint, Outstanding>;
  /** Records that were seen: the leader they were sent to, and when, monotonic ms. */
  seen: Map<bigint, { nodeId: number; at: number }>;
  /** Offset behind the last record of ours that was acknowledged. */
  end: bigint;
}

export interface RecordProberOptions {
  probe: KafkaProbe;
  clock: Clock;
  /** Tells this run's records from those of others. */
  run: bigint;
  /** Told of every sample when it ends. */
  onSample(sample: Sample): void;
  /** Told when a broker says that it does not lead the partition any more. */
  onMoved(): void;
  /** Told of an error of ours that ended a reading. */
  onBroken(error: unknown): void;
}

/** Codes that say the map of leaders is old. */
const MOVED_CODES: ReadonlySet<string> = new Set(['NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_OR_PARTITION', 'FENCED_LEADER_EPOCH']);

/**
 * Writes one record to a partition and reads it back. Writing and reading go over connections of their own, and a reading waits at the broker before the record
 * is there, so that neither waits for the other. Reading needs no group: it goes on where it stopped, and only while records are on their way.
 */
export class RecordProber {
  readonly #options: RecordProberOptions;
  readonly #partitions = new Map<number, PartitionState>();
  readonly #reading = new Map<number, Promise<void>>();
  #sequence = 0n;

  constructor(options: RecordProberOptions) {
    this.#options = options;
  }

  /** Takes note of who leads which partition now. */
  setLeaders(leaders: ReadonlyMap<number, number>): void {
    for (const [partition, state] of this.#partitions) state.leader = leaders.get(partition) ?? -1;
  }

  /** Offset behind the last record that was acknowledged in the partition; null when none was. */
  endOf(partition: number): bigint | null {
    const end = this.#partitions.get(partition)?.end ?? -1n;
    return end < 0n ? null : end;
  }

  /** Writes one record to the partition's leader and sees to it that it is read. Resolves when the write has ended. */
  async send(nodeId: number, partition: number, ended: AbortSignal): Promise<void> {
    const { probe, clock, run } = this.#options;
    const state = this.#stateOf(partition, nodeId);
    const sequence = this.#sequence++;
    let sentAt: number | null = null;
    const value = (at: number): Buffer => {
      sentAt = at;
      state.outstanding.set(sequence, { nodeId, sentAt: at, acknowledged: false });
      return encodePayload({ run, sequence, sentAt: at });
    };
    const startedAt = clock.monotonic();
    this.#read(nodeId, ended);
    const result = await probe.produce({ nodeId, topic: CANARY_TOPIC, partition }, value, {
      deadlineMs: PRODUCE_TIMEOUT_MS,
      signal: ended,
    });
    // What ended because this run ends says nothing of the broker.
    if (ended.aborted) return;
    if (!result.ok) {
      if (MOVED_CODES.has(result.fault.code)) this.#options.onMoved();
      // Without an acknowledgement nothing was promised; it may still be seen.
      this.#tell(nodeId, 'produce', sentAt ?? startedAt, { is: 'failed', fault: result.fault });
      return;
    }
    const { offset, answeredAt } = result.value;
    this.#tell(nodeId, 'produce', result.value.sentAt, { is: 'ok', latencyMs: answeredAt - result.value.sentAt });
    if (offset + 1n > state.end) state.end = offset + 1n;
    const waiting = state.outstanding.get(sequence);
    if (waiting !== undefined) waiting.acknowledged = true;
    if (state.position !== null) return;
    // Nothing is read before the first record: it only shows where to begin.
    state.position = offset + 1n;
    state.outstanding.delete(sequence);
    await this.#connectReader(nodeId, partition, state.position, ended);
  }

  /** Ends the waiting for records that were not seen in time. Call it with every tick. */
  expire(): void {
    const now = this.#options.clock.monotonic();
    for (const state of this.#partitions.values()) {
      for (const [sequence, { nodeId, sentAt, acknowledged }] of state.outstanding) {
        if (now - sentAt < LOST_AFTER_MS) continue;
        state.outstanding.delete(sequence);
        if (acknowledged) this.#tell(nodeId, 'e2e', sentAt, { is: 'lost' });
      }
      for (const [sequence, { at }] of state.seen) if (now - at > SEEN_KEPT_MS) state.seen.delete(sequence);
    }
  }

  /** Resolves when no reading is on its way any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#reading.values());
  }

  #stateOf(partition: number, leader: number): PartitionState {
    let state = this.#partitions.get(partition);
    if (state === undefined) {
      state = { leader, position: null, outstanding: new Map(), seen: new Map(), end: -1n };
      this.#partitions.set(partition, state);
    }
    state.leader = leader;
    return state;
  }

  #tell(nodeId: number, kind: Sample['kind'], from: number, result: SampleResult): void {
    const { clock, onSample } = this.#options;
    onSample({ nodeId, kind, atMs: clock.now(), from, to: clock.monotonic(), result });
  }

  /** So that connecting is over before a latency is measured. */
  async #connectReader(nodeId: number, partition: number, position: bigint, ended: AbortSignal): Promise<void> {
    const options = { maxWaitMs: 1, deadlineMs: FETCH_TIMEOUT_MS, signal: ended };
    await this.#options.probe.fetch(nodeId, CANARY_TOPIC, new Map([[partition, position]]), options);
  }

  /** Reads from a leader while it has records on their way; one reading per leader at a time. */
  #read(nodeId: number, ended: AbortSignal): void {
    if (this.#reading.has(nodeId)) return;
    // Nobody awaits it while it runs: an error of ours must not end the process, which samples other clusters too.
    const reading = this.#readWhileNeeded(nodeId, ended)
      .catch((error: unknown) => this.#options.onBroken(error))
      .finally(() => this.#reading.delete(nodeId));
    this.#reading.set(nodeId, reading);
  }

  async #readWhileNeeded(nodeId: number, ended: AbortSignal): Promise<void> {
    // The first fetch is sent for the record that is about to be written.
    let isFirst = true;
    while (!ended.aborted) {
      const from = new Map<number, bigint>();
      for (const [partition, { leader, position, outstanding }] of this.#partitions) {
        if (leader === nodeId && position !== null && (isFirst || outstanding.size > 0)) from.set(partition, position);
      }
      isFirst = false;
      if (from.size === 0) return;
      const options = { maxWaitMs: FETCH_WAIT_MS, deadlineMs: FETCH_TIMEOUT_MS, signal: ended };
      const askedAt = this.#options.clock.monotonic();
      const fetched = await this.#options.probe.fetch(nodeId, CANARY_TOPIC, from, options);
      if (!fetched.ok) {
        await wait(FETCH_RETRY_MS, ended);
        continue;
      }
      let failed = false;
      let moved = false;
      for (const [partition, item] of fetched.value.partitions) {
        if (item.ok) {
          moved ||= item.value.nextOffset > (from.get(partition) ?? 0n);
          this.#see(partition, item.value, fetched.value.answeredAt);
        } else {
          failed = true;
          this.#lostPlace(partition, item.fault);
        }
      }
      // A broker that does not wait as it was asked to, with nothing to give, would be asked without end.
      const isHasty = !moved && fetched.value.answeredAt - askedAt < FETCH_WAIT_MS / 2;
      if (failed || isHasty) await wait(FETCH_RETRY_MS, ended);
    }
  }

  #lostPlace(partition: number, fault: KafkaFault): void {
    const state = this.#partitions.get(partition);
    if (MOVED_CODES.has(fault.code)) this.#options.onMoved();
    // Truncated or recreated: what was on its way and acknowledged counts as lost in time.
    if (fault.code === 'OFFSET_OUT_OF_RANGE' && state !== undefined) state.position = null;
  }

  #see(partition: number, { records, nextOffset }: ProbeFetched, answeredAt: number): void {
    const state = this.#partitions.get(partition);
    if (state === undefined) return;
    state.position = nextOffset;
    for (const { value } of records) {
      const payload = decodePayload(value);
      if (payload === null || payload.run !== this.#options.run) continue;
      const { sequence } = payload;
      const waiting = state.outstanding.get(sequence);
      if (waiting !== undefined) {
        state.outstanding.delete(sequence);
        state.seen.set(sequence, { nodeId: waiting.nodeId, at: answeredAt });
        // By its own book: whoever may write to the topic may copy a record and say another time in it.
        const { sentAt } = waiting;
        this.#tell(waiting.nodeId, 'e2e', sentAt, { is: 'ok', latencyMs: answeredAt - sentAt });
        continue;
      }
      const before = state.seen.get(sequence);
      if (before !== undefined) this.#tell(before.nodeId, 'e2e', answeredAt, { is: 'duplicate' });
    }
  }
}
