import { addTally, CANARY_KINDS, emptyTally, type CanaryKind, type CanaryTally } from '#lib/core/canary-tally.ts';
import { addLatency } from '#lib/core/latency-histogram.ts';
import type { KafkaFault } from '#lib/kafka/admin/port.ts';

/** Windows are told to the nearest such slot. */
const SLOT_MS = 10_000;
const SLOTS_KEPT_MS = 330_000;
const MINUTE_MS = 60_000;
/** Minutes that could not be stored yet are kept for so long. */
const MINUTES_KEPT = 60;

/** An answer later than this is late. */
const LATE_MS = 5_000;

const TIMEOUT_CODES: ReadonlySet<string> = new Set(['BROKER_TIMEOUT', 'REQUEST_TIMED_OUT']);

/** How one sample ended. */
export type SampleResult =
  | { is: 'ok'; latencyMs: number }
  | { is: 'failed'; fault: KafkaFault }
  | { is: 'lost' }
  | { is: 'duplicate' };

/** One sample, labelled by the broker that led the partition when it was sent. */
export interface Sample {
  nodeId: number;
  kind: CanaryKind;
  /** Wall ms at its end. */
  atMs: number;
  /** Monotonic ms between which it ran. */
  from: number;
  to: number;
  result: SampleResult;
}

/** Tallies of one broker. */
export type BrokerTallies = Record<CanaryKind, CanaryTally>;

type Tallies = Map<number, BrokerTallies>;

/** Tallies of one broker, kind and minute, to be stored. */
export interface MinuteTally {
  /** Wall ms of the minute's start. */
  minuteMs: number;
  nodeId: number;
  kind: CanaryKind;
  tally: CanaryTally;
}

function emptyTallies(): BrokerTallies {
  return { produce: emptyTally(), e2e: emptyTally(), commit: emptyTally() };
}

function talliesOf(map: Tallies, nodeId: number): BrokerTallies {
  let found = map.get(nodeId);
  if (found === undefined) map.set(nodeId, (found = emptyTallies()));
  return found;
}

/** Whether a sample says more of this process than of the cluster. Any stall spoils a latency; only one that took most of its time may be the cause of a failure or a loss. */
function isSpoiled({ from, to, result }: Pick<Sample, 'from' | 'to' | 'result'>, stalledMs: number): boolean {
  if (result.is === 'ok') return stalledMs > 0;
  return result.is !== 'duplicate' && stalledMs > (to - from) / 2;
}

/** Counts one sample. A flagged one is no latency and no failure of the broker. */
function countSample(tally: CanaryTally, result: SampleResult, flagged: boolean): void {
  if (flagged) tally.flagged += 1;
  if (result.is === 'ok') {
    tally.ok += 1;
    if (flagged) return;
    if (result.latencyMs > LATE_MS) tally.late += 1;
    addLatency(tally.histogram, Math.max(0, result.latencyMs));
  } else if (result.is === 'duplicate') tally.duplicate += 1;
  else if (!flagged) {
    if (result.is === 'lost') tally.lost += 1;
    else {
      const { code } = result.fault;
      if (TIMEOUT_CODES.has(code)) tally.timeout += 1;
      else tally.errors[code] = (tally.errors[code] ?? 0) + 1;
    }
  }
}

/** Keeps what the samples said: by ten seconds for what is shown now, by minute for what is stored. Samples wait until it is known whether the process stood still around them. */
export class SampleBook {
  #waiting: Sample[] = [];
  readonly #slots = new Map<number, Tallies>();
  readonly #minutes = new Map<number, { tallies: Tallies; changed: boolean }>();

  add(sample: Sample): void {
    this.#waiting.push(sample);
  }

  /** Counts the samples that waited, and returns those that say something of the cluster. `stalledMs` tells for how long the process stood still between two times. */
  settle(stalledMs: (from: number, to: number) => number): Sample[] {
    const trusted: Sample[] = [];
    for (const sample of this.#waiting.splice(0)) {
      const flagged = isSpoiled(sample, stalledMs(sample.from, sample.to));
      if (!flagged) trusted.push(sample);
      this.#count(sample, flagged);
    }
    return trusted;
  }

  /** Tallies per broker over the last `windowMs` (to the slot). Brokers without a sample are missing. */
  window(nowMs: number, windowMs: number): Map<number, BrokerTallies> {
    const sums: Tallies = new Map();
    for (const [slotMs, tallies] of this.#slots) {
      if (slotMs + SLOT_MS <= nowMs - windowMs || slotMs > nowMs) continue;
      for (const [nodeId, byKind] of tallies) {
        const sum = talliesOf(sums, nodeId);
        for (const kind of CANARY_KINDS) addTally(sum[kind], byKind[kind]);
      }
    }
    return sums;
  }

  /** Every minute with something new, whole: storing one again replaces it. Give them back with `putBack` when they could not be stored. */
  takeChanged(nowMs: number): MinuteTally[] {
    const taken: MinuteTally[] = [];
    for (const [minuteMs, minute] of this.#minutes) {
      if (minute.changed) {
        for (const [nodeId, byKind] of minute.tallies) {
          for (const kind of CANARY_KINDS) {
            if (hasSamples(byKind[kind])) taken.push({ minuteMs, nodeId, kind, tally: byKind[kind] });
          }
        }
      } else if (minuteMs < nowMs - 5 * MINUTE_MS) this.#minutes.delete(minuteMs);
      minute.changed = false;
    }
    return taken;
  }

  /** These were not stored after all. */
  putBack(minutes: readonly MinuteTally[]): void {
    for (const { minuteMs } of minutes) {
      const minute = this.#minutes.get(minuteMs);
      if (minute !== undefined) minute.changed = true;
    }
  }

  #count(sample: Sample, flagged: boolean): void {
    const slotMs = Math.floor(sample.atMs / SLOT_MS) * SLOT_MS;
    let slot = this.#slots.get(slotMs);
    if (slot === undefined) {
      this.#slots.set(slotMs, (slot = new Map()));
      for (const old of this.#slots.keys()) if (Math.abs(slotMs - old) > SLOTS_KEPT_MS) this.#slots.delete(old);
    }
    const minuteMs = Math.floor(sample.atMs / MINUTE_MS) * MINUTE_MS;
    let minute = this.#minutes.get(minuteMs);
    if (minute === undefined) {
      this.#minutes.set(minuteMs, (minute = { tallies: new Map(), changed: true }));
      for (const old of this.#minutes.keys()) {
        if (this.#minutes.size <= MINUTES_KEPT) break;
        this.#minutes.delete(old);
      }
    }
    minute.changed = true;
    countSample(talliesOf(slot, sample.nodeId)[sample.kind], sample.result, flagged);
    countSample(talliesOf(minute.tallies, sample.nodeId)[sample.kind], sample.result, flagged);
  }
}

function hasSamples(tally: CanaryTally): boolean {
  const { ok, timeout, errors, lost, duplicate, flagged } = tally;
  return ok + timeout + lost + duplicate + flagged > 0 || Object.keys(errors).length > 0;
}
