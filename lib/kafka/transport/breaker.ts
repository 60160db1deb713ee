import type { Clock } from '#lib/core/clock.ts';
import type { BrokerHealth, KafkaFault } from '../admin/port.ts';

/** Failures in a row after which a broker is no longer asked. */
const FAILURES_TO_OPEN = 3;
/** Silence of that length opens at once; calls with shorter deadlines must fail three times. The deadline of a pass each second is twice as long. */
const SILENCE_OPENS_MS = 250;
/** Before it opens: how long calls fail at once after a failed connecting, doubled each time. */
const BACK_OFF_MS = 250;
/** Pause before the first probe, doubled for each following one up to the longest. */
const PAUSE_MS = 500;
/** Each refused credential may count towards a lockout. */
const PAUSE_CREDENTIAL_MS = 15_000;
/** A broker that answers again must be back within two intervals of 5 s, so pauses for what mends itself end well below one. A refused connection costs nobody much. */
const PAUSE_REFUSED_MAX_MS = 2_000;
const PAUSE_SILENT_MAX_MS = 4_000;
/** Longest pause for what a person must mend (credential, TLS, protocol), and for a broker that answers probes but no calls. */
const PAUSE_MAX_MS = 30_000;

const DOUBLINGS_MAX = 10;

/** What a failure was like. */
export interface BrokerFailure {
  fault: KafkaFault;
  /** Monotonic ms at which the call began, or the connecting. */
  startedAt: number;
  /** The broker said nothing from then until now. */
  isSilence: boolean;
  /** Connecting failed, so that trying again at once is in vain. */
  isConnecting: boolean;
}

function longestPauseMs(code: string): number {
  if (code === 'BROKER_UNREACHABLE') return PAUSE_REFUSED_MAX_MS;
  return code === 'BROKER_TIMEOUT' ? PAUSE_SILENT_MAX_MS : PAUSE_MAX_MS;
}

/**
 * Decides whether one broker may be asked. Closed: yes. Open, after three failures in a row or one long silence: no, until a probe is answered. A broker
 * that answered the probe but fails the next call too opens it again at once, with pauses that go on growing. Holds no timers and sends nothing.
 */
export class Breaker {
  private readonly clock: Clock;
  private row = 0;
  private doublings = 0;
  /** A probe was answered, but no call since. */
  private probation = false;
  private relapses = 0;
  private countedAt = Number.NEGATIVE_INFINITY;
  private sinceMs: number | null = null;
  private lastFault: KafkaFault | null = null;
  private open = false;
  /** Monotonic ms before which nothing is to be sent. */
  private retryAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get isOpen(): boolean {
    return this.open;
  }

  /** Something failed and nothing has been answered since: ask others first. */
  get isTroubled(): boolean {
    return this.open || this.row > 0;
  }

  /** Milliseconds until the next try, 0 when it is due. */
  get pauseLeftMs(): number {
    return Math.max(0, this.retryAt - this.clock.monotonic());
  }

  /** The fault with which a call is to fail at once; null when it may go on. When open, it says since when and keeps the code of what went wrong. */
  refusal(nodeId: number | null): KafkaFault | null {
    const { lastFault, sinceMs } = this;
    if (lastFault === null || (!this.open && this.pauseLeftMs === 0)) return null;
    if (!this.open || sinceMs === null) return { ...lastFault, nodeId };
    const nextTryMs = Math.round(this.clock.now() + this.pauseLeftMs);
    const message = `${lastFault.message} (held back: failing since ${isoTime(sinceMs)}, next try at ${isoTime(nextTryMs)})`;
    return { ...lastFault, message, nodeId, heldBack: { sinceMs, nextTryMs } };
  }

  /** Notes a failure. Calls that were under way when another one failed saw the same failure: they count no second time. */
  failed(failure: BrokerFailure): void {
    const { fault, startedAt, isSilence, isConnecting } = failure;
    const now = this.clock.monotonic();
    const isCounted = startedAt < this.countedAt;
    if (isCounted && !(this.open && isConnecting)) return;
    if (!isCounted) this.row += 1;
    this.countedAt = now;
    this.lastFault = { ...fault, nodeId: null };
    this.sinceMs ??= this.clock.now();
    const isLongSilence = isSilence && now - startedAt >= SILENCE_OPENS_MS;
    const opens = this.probation || isLongSilence || fault.code === 'AUTHENTICATION_FAILED' || this.row >= FAILURES_TO_OPEN;
    if (this.open || opens) {
      this.open = true;
      this.retryAt = now + this.nextPauseMs(fault.code);
    } else if (isConnecting) {
      this.retryAt = now + BACK_OFF_MS * 2 ** (this.row - 1);
    }
  }

  /** A probe, or any connecting, was answered: calls may go again. */
  connected(): void {
    if (!this.open) return;
    this.open = false;
    this.probation = true;
    this.doublings = 0;
    this.retryAt = Number.NEGATIVE_INFINITY;
  }

  /** A call was answered: all is well. */
  answered(): void {
    this.open = false;
    this.probation = false;
    this.row = 0;
    this.doublings = 0;
    this.relapses = 0;
    this.sinceMs = null;
    this.lastFault = null;
    this.retryAt = Number.NEGATIVE_INFINITY;
  }

  /** What a person may see of it. */
  health(): BrokerHealth {
    const { open, lastFault, sinceMs } = this;
    const nextTryMs = open ? Math.round(this.clock.now() + this.pauseLeftMs) : null;
    return { isOpen: open, sinceMs: open ? sinceMs : null, nextTryMs, lastFault };
  }

  private nextPauseMs(code: string): number {
    if (this.probation) {
      this.probation = false;
      this.relapses += 1;
      return Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** Math.min(this.relapses, DOUBLINGS_MAX));
    }
    const first = code === 'AUTHENTICATION_FAILED' ? PAUSE_CREDENTIAL_MS : PAUSE_MS;
    const pauseMs = Math.min(longestPauseMs(code), first * 2 ** Math.min(this.doublings, DOUBLINGS_MAX));
    this.doublings += 1;
    return pauseMs;
  }
}

function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
