import type { BrokerHealth, KafkaFault } from '../admin/port.ts';
import { KafkaCallError, ownFault } from '../fault.ts';
import { Breaker, type BrokerFailure } from './breaker.ts';
import type { BrokerVersions } from './broker-versions.ts';
import { underDeadline, within, type Deadline } from './deadline.ts';
import { addressText, type Address } from './open-socket.ts';
import { closedFault, Session, type RawAnswer, type RawRequest, type TransportDeps } from './session.ts';
import { Slots } from './slots.ts';

/** Requests on the way at once. A broker works through a connection's requests one by one, so more would only wait there. */
const IN_FLIGHT_MAX = 8;
/** A probe (connecting, ApiVersions, SASL) is given up after so long. */
const PROBE_MS_MAX = 4_000;
/** How long a call waits for the probe that it set off itself. Connecting to a healthy broker takes a few milliseconds. */
const OWN_PROBE_MS = 400;
/** Probing stops when nobody has wanted the broker for so long; the next call sets it off again. */
const WANTED_MS = 60_000;

/**
 * The connection to one broker address: made on the first call, remade when it breaks. After three failures in a row or one long silence its breaker opens:
 * calls fail at once, and one probe at a time tries the broker in the background, with growing pauses, until it answers.
 */
export class BrokerConnection {
  readonly address: Address;
  private readonly deps: TransportDeps;
  private session: Session | null = null;
  private slots = new Slots(IN_FLIGHT_MAX);
  private lastVersions: BrokerVersions | null = null;
  private readonly breaker: Breaker;
  private probeTimer: NodeJS.Timeout | null = null;
  private wantedAt = Number.NEGATIVE_INFINITY;
  /** Until when calls wait for a probe that a call set off. */
  private ownProbeUntil = Number.NEGATIVE_INFINITY;
  private closed = false;

  constructor(address: Address, deps: TransportDeps) {
    this.address = address;
    this.deps = deps;
    this.breaker = new Breaker(deps.clock);
  }

  get isReady(): boolean {
    return this.session?.isReady ?? false;
  }

  /** The last connection failed, or the broker was mute: ask others first. */
  get isTroubled(): boolean {
    return this.breaker.isTroubled;
  }

  get health(): BrokerHealth {
    return this.breaker.health();
  }

  /** What the broker said of itself at the last connecting; null before. */
  get knownVersions(): BrokerVersions | null {
    return this.lastVersions;
  }

  /** Connects if need be and returns what the broker speaks. Rejects with a `KafkaCallError`, at the deadline at the latest. */
  versions(deadline: Deadline, nodeId: number | null): Promise<BrokerVersions> {
    return this.connect(deadline, nodeId).then(({ versions }) => versions);
  }

  /** Sends one request. Rejects with a `KafkaCallError`, at the deadline at the latest. */
  async call(request: RawRequest, deadline: Deadline, nodeId: number | null): Promise<RawAnswer> {
    const { clock, connection } = this.deps;
    const limited = within(clock, deadline, connection.requestTimeoutMs);
    const { session } = await this.connect(limited, nodeId);
    const { slots } = this;
    const startedAt = clock.monotonic();
    const answered = slots.acquire().then(() => session.send(request).finally(() => slots.release()));
    try {
      const answer = await underDeadline(clock, limited, answered, {
        late: () => {
          const fault = this.lateFault(`${request.apiName} was not answered in time`, nodeId);
          // Bytes since then mean a broker that is slow or busy with others' requests, not a mute one: then only this call ends.
          if (session.lastReceivedAt < startedAt) {
            session.kill(fault);
            this.noteFailure({ fault, startedAt, isSilence: true, isConnecting: false });
          }
          return new KafkaCallError(fault);
        },
        cancelled: () => cancelledError(nodeId),
      });
      this.breaker.answered();
      return answer;
    } catch (error) {
      const { fault } = session;
      if (fault !== null) this.noteFailure({ fault, startedAt, isSilence: false, isConnecting: false });
      throw withNode(error, nodeId);
    }
  }

  /** Ends the connection for good; what is on the way fails with `CANCELLED`. */
  close(): void {
    this.closed = true;
    if (this.probeTimer !== null) clearTimeout(this.probeTimer);
    this.session?.kill(closedFault());
    this.session = null;
  }

  private async connect(deadline: Deadline, nodeId: number | null): Promise<{ session: Session; versions: BrokerVersions }> {
    const { clock } = this.deps;
    this.wantedAt = clock.monotonic();
    const session = this.currentSession(nodeId);
    const startedAt = clock.monotonic();
    const limit = this.breaker.isOpen ? within(clock, deadline, this.ownProbeUntil - startedAt) : deadline;
    const versions = await underDeadline(clock, limit, session.ready, {
      late: () => {
        const fault = this.lateFault('no connection in time', nodeId);
        this.noteFailure({ fault, startedAt, isSilence: true, isConnecting: false });
        return new KafkaCallError(this.breaker.refusal(nodeId) ?? fault);
      },
      cancelled: () => cancelledError(nodeId),
    }).catch((error: unknown) => {
      throw withNode(error, nodeId);
    });
    return { session, versions };
  }

  /** The session to use, a new one if need be. Throws at once while the breaker holds calls back. */
  private currentSession(nodeId: number | null): Session {
    if (this.closed) throw new KafkaCallError(closedFault());
    const { session, breaker } = this;
    const alive = session !== null && session.fault === null ? session : null;
    const refusal = breaker.refusal(nodeId);
    if (refusal !== null && alive?.isReady !== true) {
      const now = this.deps.clock.monotonic();
      if (alive !== null && now < this.ownProbeUntil) return alive;
      const isAsleep = breaker.isOpen && alive === null && this.probeTimer === null && breaker.pauseLeftMs === 0;
      if (!isAsleep) throw new KafkaCallError(refusal);
      this.ownProbeUntil = now + OWN_PROBE_MS;
    }
    return alive ?? this.openSession();
  }

  private openSession(): Session {
    const { clock, connection } = this.deps;
    const session = new Session(this.address, this.deps);
    this.session = session;
    this.slots = new Slots(IN_FLIGHT_MAX);
    const startedAt = clock.monotonic();
    // Connecting, ApiVersions and SASL together; kafkajs limits only the first.
    const limitMs = this.breaker.isOpen
      ? Math.min(PROBE_MS_MAX, 2 * connection.connectTimeoutMs)
      : 2 * connection.connectTimeoutMs;
    const late = (): Error => {
      session.kill(this.lateFault('the broker accepts connections but does not answer', null));
      return new Error('late');
    };
    underDeadline(clock, { at: startedAt + limitMs, signal: null }, session.ready, { late, cancelled: late }).then(
      (versions) => {
        this.lastVersions = versions;
        this.breaker.connected();
      },
      () => {
        const { fault } = session;
        const isSilence = fault?.code === 'BROKER_TIMEOUT';
        if (fault !== null) this.noteFailure({ fault, startedAt, isSilence, isConnecting: true });
      },
    );
    return session;
  }

  private noteFailure(failure: BrokerFailure): void {
    if (this.closed || failure.fault.code === 'CANCELLED') return;
    this.breaker.failed(failure);
    this.planProbe();
  }

  /** Sets the timer of the next probe, unless one is set or a connecting is under way, which is as good as a probe. */
  private planProbe(): void {
    const { breaker, session } = this;
    if (!breaker.isOpen || this.probeTimer !== null || (session !== null && session.fault === null)) return;
    this.probeTimer = setTimeout(() => {
      this.probeTimer = null;
      const isWanted = this.deps.clock.monotonic() - this.wantedAt < WANTED_MS;
      if (breaker.isOpen && isWanted) this.openSession();
    }, breaker.pauseLeftMs);
    this.probeTimer.unref();
  }

  private lateFault(what: string, nodeId: number | null): KafkaFault {
    return ownFault('BROKER_TIMEOUT', `${addressText(this.address)}: ${what}`, nodeId);
  }
}

function cancelledError(nodeId: number | null): KafkaCallError {
  return new KafkaCallError(ownFault('CANCELLED', 'the call was cancelled', nodeId));
}

function withNode(error: unknown, nodeId: number | null): unknown {
  if (!(error instanceof KafkaCallError) || error.fault.nodeId === nodeId) return error;
  return new KafkaCallError({ ...error.fault, nodeId }, { cause: error, staleConnection: error.staleConnection });
}
