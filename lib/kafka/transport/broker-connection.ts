import type { KafkaFault } from '../admin/port.ts';
import { KafkaCallError, ownFault } from '../fault.ts';
import type { BrokerVersions } from './broker-versions.ts';
import { underDeadline, within, type Deadline } from './deadline.ts';
import { addressText, type Address } from './open-socket.ts';
import { closedFault, Session, type RawAnswer, type RawRequest, type TransportDeps } from './session.ts';
import { Slots } from './slots.ts';

/** Requests on the way at once. A broker works through a connection's requests one by one, so more would only wait there. */
const IN_FLIGHT_MAX = 8;
const BACK_OFF_MIN_MS = 250;
/** Longest back-off, by what went wrong; a refused connection costs nobody much, so a broker that comes back is soon noticed. */
const BACK_OFF_MAX_MS = 5_000;
const BACK_OFF_REFUSED_MAX_MS = 2_000;
/** Back-off after a refused credential: each try may count towards a lockout. */
const BACK_OFF_CREDENTIAL_MS = 15_000;
/** How long a call waits for a broker that was mute the last time. Connecting to a healthy broker takes a few milliseconds. */
const PROBE_MS = 400;

/**
 * The connection to one broker address: made on the first call, remade when it breaks, with back-off. A broker that accepts connections and does not
 * answer costs the first call its deadline and later ones `PROBE_MS`, until it answers again.
 */
export class BrokerConnection {
  readonly address: Address;
  private readonly deps: TransportDeps;
  private session: Session | null = null;
  private slots = new Slots(IN_FLIGHT_MAX);
  private lastVersions: BrokerVersions | null = null;
  private failures = 0;
  private retryAt = Number.NEGATIVE_INFINITY;
  private lastFault: KafkaFault | null = null;
  private suspect = false;
  private closed = false;

  constructor(address: Address, deps: TransportDeps) {
    this.address = address;
    this.deps = deps;
  }

  get isReady(): boolean {
    return this.session?.isReady ?? false;
  }

  /** The last connection failed, or the broker was mute: ask others first. */
  get isTroubled(): boolean {
    return this.suspect || this.failures > 0;
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
    const limited = within(this.deps.clock, deadline, this.deps.connection.requestTimeoutMs);
    const { session } = await this.connect(limited, nodeId);
    const { slots } = this;
    const sentAt = this.deps.clock.monotonic();
    const answered = slots.acquire().then(() => session.send(request).finally(() => slots.release()));
    return underDeadline(this.deps.clock, limited, answered, {
      late: () => {
        const fault = this.lateFault(`${request.apiName} was not answered in time`, nodeId);
        // Bytes since then mean a broker that is slow or busy with others' requests, not a mute one: then only this call ends.
        if (session.lastReceivedAt < sentAt) this.giveUp(session, fault);
        return new KafkaCallError(fault);
      },
      cancelled: () => cancelledError(nodeId),
    }).catch((error: unknown) => {
      throw withNode(error, nodeId);
    });
  }

  /** Ends the connection for good; what is on the way fails with `CANCELLED`. */
  close(): void {
    this.closed = true;
    this.session?.kill(closedFault());
    this.session = null;
  }

  private async connect(deadline: Deadline, nodeId: number | null): Promise<{ session: Session; versions: BrokerVersions }> {
    const { clock } = this.deps;
    const session = this.currentSession(nodeId);
    const limit = this.suspect && !session.isReady ? within(clock, deadline, PROBE_MS) : deadline;
    const versions = await underDeadline(clock, limit, session.ready, {
      late: () => {
        this.suspect = true;
        return new KafkaCallError(this.lateFault('no connection in time', nodeId));
      },
      cancelled: () => cancelledError(nodeId),
    }).catch((error: unknown) => {
      throw withNode(error, nodeId);
    });
    return { session, versions };
  }

  private currentSession(nodeId: number | null): Session {
    if (this.closed) throw new KafkaCallError(closedFault());
    if (this.session !== null && this.session.fault === null) return this.session;
    if (this.lastFault !== null && this.deps.clock.monotonic() < this.retryAt)
      throw new KafkaCallError({ ...this.lastFault, nodeId });
    return this.openSession();
  }

  private openSession(): Session {
    const { clock, connection } = this.deps;
    const session = new Session(this.address, this.deps);
    this.session = session;
    this.slots = new Slots(IN_FLIGHT_MAX);
    // Connecting, ApiVersions and SASL together; kafkajs limits only the first.
    const opening = { at: clock.monotonic() + 2 * connection.connectTimeoutMs, signal: null };
    const late = (): Error => {
      this.giveUp(session, this.lateFault('the broker accepts connections but does not answer', null));
      return new Error('late');
    };
    underDeadline(clock, opening, session.ready, { late, cancelled: late }).then(
      (versions) => {
        this.lastVersions = versions;
        this.failures = 0;
        this.lastFault = null;
        this.suspect = false;
      },
      () => {
        if (session.fault !== null) this.backOff(session.fault);
      },
    );
    return session;
  }

  private giveUp(session: Session, fault: KafkaFault): void {
    if (session.fault !== null) return;
    const wasReady = session.isReady;
    session.kill(fault);
    this.suspect = true;
    // Failures while opening are counted where the opening is watched.
    if (wasReady) this.backOff(fault);
  }

  private backOff(fault: KafkaFault): void {
    const steps = Math.min(this.failures, 10);
    this.failures += 1;
    this.lastFault = { ...fault, nodeId: null };
    const most = fault.code === 'BROKER_UNREACHABLE' ? BACK_OFF_REFUSED_MAX_MS : BACK_OFF_MAX_MS;
    const waitMs = fault.code === 'AUTHENTICATION_FAILED' ? BACK_OFF_CREDENTIAL_MS : Math.min(most, BACK_OFF_MIN_MS * 2 ** steps);
    this.retryAt = this.deps.clock.monotonic() + waitMs;
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
