import type { Logger } from '#lib/core/logger.ts';
import type { BrokerHealth, BrokerNode } from '../admin/port.ts';
import { advertisedRefusal } from '../connection/advertised-address.ts';
import { faultOf, KafkaCallError, ownFault } from '../fault.ts';
import { BrokerConnection } from '../transport/broker-connection.ts';
import type { BrokerVersions } from '../transport/broker-versions.ts';
import { remainingMs, within, type Deadline } from '../transport/deadline.ts';
import { addressText, type Address } from '../transport/open-socket.ts';
import { closedFault, type RawAnswer, type TransportDeps } from '../transport/session.ts';
import { decodeResponse, encodeRequest, type AnyApi, type Api } from '../wire/api.ts';
import { chooseVersion } from '../wire/choose-version.ts';

/** An answer with the version it is in. */
export interface VersionedAnswer extends RawAnswer {
  version: number;
  /** The broker that answered; null when we know only its bootstrap address. */
  nodeId: number | null;
}

/** Makes the body for the version that the broker turned out to speak. */
export type BodyFor = (version: number) => Buffer;

/** Which broker may answer, if any may but some do not know the API. */
interface Candidate {
  connection: BrokerConnection;
  nodeId: number | null;
}

/** Node ids remembered; a cluster whose ids keep changing must not fill the memory. */
const NODES_MAX = 5_000;

const HEALTHY: BrokerHealth = { isOpen: false, sinceMs: null, nextTryMs: null, lastFault: null };

/** A broker that fails a call to "any broker" leaves at least this share of the time to the others. */
const SHARE_FOR_OTHERS = 0.5;

/** When all brokers fail, in different ways, the fault that a person can act on is worth more than one that follows from an outage. */
const TELLING = [
  'AUTHENTICATION_FAILED',
  'TLS_FAILED',
  'MALFORMED_RESPONSE',
  'BROKER_TIMEOUT',
  'BROKER_UNREACHABLE',
  'UNSUPPORTED',
];

function mostTelling(failures: readonly KafkaCallError[]): KafkaCallError {
  const [first] = [...failures].sort((a, b) => TELLING.indexOf(a.fault.code) - TELLING.indexOf(b.fault.code));
  return first ?? new KafkaCallError(ownFault('BROKER_UNREACHABLE', 'no broker address is known'));
}

/** Finds the right broker and version for each request. One per cluster and credential; holds the connections. */
export class Router {
  private readonly deps: TransportDeps;
  private readonly logger: Logger;
  private readonly bootstrap: readonly Address[];
  private readonly connections = new Map<string, BrokerConnection>();
  private nodes = new Map<number, Address>();
  private closed = false;

  constructor(deps: TransportDeps, logger: Logger, bootstrap: readonly Address[]) {
    this.deps = deps;
    this.logger = logger;
    this.bootstrap = bootstrap;
  }

  /** Learns where brokers listen. A node that is missing now keeps its address: it may be down and come back. */
  setNodes(brokers: readonly BrokerNode[]): void {
    const nodes = this.nodes.size > NODES_MAX ? new Map<number, Address>() : new Map(this.nodes);
    for (const { nodeId, host, port } of brokers) nodes.set(nodeId, { host, port });
    this.nodes = nodes;
    const wanted = new Set([...nodes.values(), ...this.bootstrap].map(addressText));
    for (const [key, connection] of this.connections) {
      if (wanted.has(key)) continue;
      connection.close();
      this.connections.delete(key);
    }
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** Whether the broker's address is known. */
  knowsNode(nodeId: number): boolean {
    return this.nodes.has(nodeId);
  }

  /** How each known broker stands; one that was never called is healthy. */
  health(): Map<number, BrokerHealth> {
    return new Map(
      [...this.nodes].map(([nodeId, address]) => [nodeId, this.connections.get(addressText(address))?.health ?? HEALTHY]),
    );
  }

  /** What the brokers we have connected to said of themselves. */
  knownVersions(): BrokerVersions[] {
    return [...this.connections.values()].flatMap((connection) => connection.knownVersions ?? []);
  }

  /** Connects to some broker and returns what it speaks. Rejects with the last broker's `KafkaCallError` when none answers. */
  anyVersions(deadline: Deadline): Promise<BrokerVersions> {
    return this.tryEach(deadline, ({ connection, nodeId }, limit) => connection.versions(limit, nodeId));
  }

  /** What one broker speaks. */
  nodeVersions(nodeId: number, deadline: Deadline): Promise<BrokerVersions> {
    return this.connectionTo(nodeId).versions(deadline, nodeId);
  }

  /** Sends to one broker, in the best version both speak. Rejects with a `KafkaCallError`. Only for calls that may be sent twice. */
  async callNode(nodeId: number, api: AnyApi, body: BodyFor, deadline: Deadline): Promise<VersionedAnswer> {
    return this.send({ connection: this.connectionTo(nodeId), nodeId }, api, body, deadline);
  }

  /** Sends to one broker, and never a second time whatever becomes of it: for calls that must not happen twice. Rejects with a `KafkaCallError`. */
  async callNodeOnce(nodeId: number, api: AnyApi, body: BodyFor, deadline: Deadline): Promise<VersionedAnswer> {
    return this.sendOnce({ connection: this.connectionTo(nodeId), nodeId }, api, body, deadline);
  }

  /** Sends to whichever broker answers first when asked one after another, healthy connections first. Only for calls that may be sent twice. */
  callAny(api: AnyApi, body: BodyFor, deadline: Deadline): Promise<VersionedAnswer> {
    return this.tryEach(deadline, (candidate, limit) => this.send(candidate, api, body, limit));
  }

  /** `callNode` for an API read by its schema. */
  async askNode<Req, Res>(
    nodeId: number,
    api: Api<Req, Res>,
    request: Req,
    deadline: Deadline,
  ): Promise<VersionedAnswer & { body: Res }> {
    const answer = await this.callNode(nodeId, api, (version) => encodeRequest(api, version, request), deadline);
    return { ...answer, body: decodeResponse(api, answer.version, answer.payload) };
  }

  /** `callAny` for an API read by its schema. A broker whose answer is malformed ends the call: others would be asked in vain. */
  async askAny<Req, Res>(api: Api<Req, Res>, request: Req, deadline: Deadline): Promise<VersionedAnswer & { body: Res }> {
    const answer = await this.callAny(api, (version) => encodeRequest(api, version, request), deadline);
    return { ...answer, body: decodeResponse(api, answer.version, answer.payload) };
  }

  close(): void {
    this.closed = true;
    for (const connection of this.connections.values()) connection.close();
    this.connections.clear();
  }

  private async send(candidate: Candidate, api: AnyApi, body: BodyFor, deadline: Deadline): Promise<VersionedAnswer> {
    try {
      return await this.sendOnce(candidate, api, body, deadline);
    } catch (error) {
      // The broker had closed an idle connection, or was restarted: once more over a new one.
      if (!(error instanceof KafkaCallError) || !error.staleConnection || remainingMs(this.deps.clock, deadline) === 0)
        throw error;
      return this.sendOnce(candidate, api, body, deadline);
    }
  }

  private async sendOnce(candidate: Candidate, api: AnyApi, body: BodyFor, deadline: Deadline): Promise<VersionedAnswer> {
    const { connection, nodeId } = candidate;
    const { ranges } = await connection.versions(deadline, nodeId);
    const version = chooseVersion(api, ranges.get(api.key));
    if (version === null) {
      const where = addressText(connection.address);
      throw new KafkaCallError(ownFault('UNSUPPORTED', `${where} does not offer ${api.name} in a version Farol speaks`, nodeId));
    }
    const request = { apiKey: api.key, apiName: api.name, apiVersion: version, body: body(version) };
    const answer = await connection.call(request, deadline, nodeId);
    return { ...answer, version, nodeId };
  }

  private async tryEach<T>(deadline: Deadline, attempt: (candidate: Candidate, limit: Deadline) => Promise<T>): Promise<T> {
    const candidates = this.candidates();
    const failures: KafkaCallError[] = [];
    for (const [position, candidate] of candidates.entries()) {
      const left = remainingMs(this.deps.clock, deadline);
      if (position > 0 && left === 0) break;
      const isLast = position === candidates.length - 1;
      const limit = isLast ? deadline : within(this.deps.clock, deadline, left * SHARE_FOR_OTHERS);
      try {
        return await attempt(candidate, limit);
      } catch (error) {
        const fault = faultOf(error, candidate.nodeId);
        if (fault.code === 'CANCELLED') throw error;
        this.logger.debug({ address: addressText(candidate.connection.address), code: fault.code }, 'asking another broker');
        failures.push(error instanceof KafkaCallError ? error : new KafkaCallError(fault, { cause: error }));
      }
    }
    throw mostTelling(failures);
  }

  /** Every address, each once: connected and healthy first, then known brokers, then bootstrap, the troubled last. */
  private candidates(): Candidate[] {
    const byKey = new Map<string, Candidate>();
    for (const [nodeId, address] of this.nodes) {
      if (this.refusalOf(address) === null) byKey.set(addressText(address), { connection: this.connectionAt(address), nodeId });
    }
    for (const address of this.bootstrap) {
      const key = addressText(address);
      if (!byKey.has(key)) byKey.set(key, { connection: this.connectionAt(address), nodeId: null });
    }
    const rank = ({ connection }: Candidate): number => (connection.isTroubled ? 2 : connection.isReady ? 0 : 1);
    return [...byKey.values()].sort((a, b) => rank(a) - rank(b));
  }

  private connectionTo(nodeId: number): BrokerConnection {
    const address = this.nodes.get(nodeId);
    if (address === undefined)
      throw new KafkaCallError(ownFault('BROKER_UNREACHABLE', `broker ${nodeId} is not registered now`, nodeId));
    const refusal = this.refusalOf(address);
    if (refusal !== null)
      throw new KafkaCallError(ownFault('BROKER_UNREACHABLE', `broker ${nodeId} is not connected to: ${refusal}`, nodeId));
    return this.connectionAt(address);
  }

  /** Where the cluster's owner said to begin is always allowed. */
  private refusalOf(address: Address): string | null {
    const isBootstrap = this.bootstrap.some(({ host, port }) => host === address.host && port === address.port);
    return isBootstrap ? null : advertisedRefusal(address, this.deps.connection.advertisedHosts);
  }

  private connectionAt(address: Address): BrokerConnection {
    if (this.closed) throw new KafkaCallError(closedFault());
    const key = addressText(address);
    let connection = this.connections.get(key);
    if (connection === undefined) {
      connection = new BrokerConnection(address, this.deps);
      this.connections.set(key, connection);
    }
    return connection;
  }
}
