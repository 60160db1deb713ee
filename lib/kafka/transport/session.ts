import type { LookupFunction, Socket } from 'node:net';
import type { Clock } from '#lib/core/clock.ts';
import type { KafkaConnection, KafkaFault } from '../admin/port.ts';
import { KafkaCallError, ownFault } from '../fault.ts';
import { ConnectionClosedError, connectionFault, type FailureScene } from './connection-fault.ts';
import type { CallCounter } from './call-counter.ts';
import { addressText, checkLiteral, openSocket, type Address } from './open-socket.ts';
import { Broker, ConnectionPool, kafkajsLogger } from './patched-kafkajs.ts';
import { API_VERSIONS_REQUEST, readBrokerVersions, type BrokerVersions } from './broker-versions.ts';

/** What every connection of one client shares. */
export interface TransportDeps {
  connection: KafkaConnection;
  clock: Clock;
  counter: CallCounter;
  /** Resolves host names, and judges IP literals too; absent = the system's resolver. */
  lookup?: LookupFunction;
}

/** One request as the transport sees it: header fields and encoded body. */
export interface RawRequest {
  apiKey: number;
  apiName: string;
  apiVersion: number;
  /** Everything after the client id. */
  body: Buffer;
}

/** An answer's bytes after the correlation id. */
export interface RawAnswer {
  payload: Buffer;
  /** Monotonic ms at which the whole answer had arrived. */
  answeredAt: number;
  roundTripMs: number;
}

/** Bytes of the size, key and version fields that begin a request frame. */
const API_KEY_AT = 4;
const FRAME_HEADER_BYTES = 8;

/**
 * One TCP connection to one broker, from connecting to its end; never used again after that. Everything that kafkajs does goes through here, and every
 * end (socket error, close, a bad frame, `kill`) rejects what is pending at once: kafkajs alone leaves some promises open for ever.
 */
export class Session {
  /** Resolves when requests may be sent; rejects with a `KafkaCallError`. */
  readonly ready: Promise<BrokerVersions>;
  /** Monotonic ms of the last byte received. */
  lastReceivedAt: number;
  private readonly address: Address;
  private readonly deps: TransportDeps;
  private readonly pool: ConnectionPool;
  private readonly scene: FailureScene;
  private readonly pending = new Set<(error: KafkaCallError) => void>();
  private socket: Socket | null = null;
  private end: KafkaCallError | null = null;

  constructor(address: Address, deps: TransportDeps) {
    const { connection, clock } = deps;
    this.address = address;
    this.deps = deps;
    this.lastReceivedAt = clock.monotonic();
    this.scene = {
      address: addressText(address),
      tls: connection.tls !== null,
      sasl: connection.sasl !== null,
      phase: 'connect',
    };
    this.pool = new ConnectionPool({
      host: address.host,
      port: address.port,
      clientId: connection.clientId,
      logger: kafkajsLogger,
      ssl: connection.tls,
      // kafkajs keeps its authenticator in this object: each session needs its own.
      sasl: connection.sasl === null ? null : { ...connection.sasl },
      connectionTimeout: connection.connectTimeoutMs,
      requestTimeout: connection.requestTimeoutMs,
      // Deadlines are ours, per call; kafkajs' check would poll every 100 ms for one value per connection.
      enforceRequestTimeout: false,
      maxInFlightRequests: null,
      socketFactory: ({ onConnect }) => this.createSocket(onConnect),
    });
    this.ready = this.open();
    this.ready.catch(() => undefined);
  }

  /** Why the session ended; null while it lives. */
  get fault(): KafkaFault | null {
    return this.end?.fault ?? null;
  }

  get isReady(): boolean {
    return this.end === null && this.scene.phase === 'ready';
  }

  /** Sends one request. Rejects with a `KafkaCallError` when the session ends first; never by itself for lateness. */
  send(request: RawRequest): Promise<RawAnswer> {
    const { clock } = this.deps;
    const sentAt = clock.monotonic();
    let answeredAt = sentAt;
    const { body } = request;
    return this.unlessEnded(() =>
      this.pool.send({
        request: { ...request, expectResponse: () => true, encode: () => Promise.resolve({ buf: body, buffer: body }) },
        response: {
          decode(payload) {
            answeredAt = clock.monotonic();
            return Promise.resolve(payload);
          },
          parse: (payload) => Promise.resolve(payload),
        },
        logResponseError: false,
      }),
    ).then((payload) => ({ payload: payload as Buffer, answeredAt, roundTripMs: answeredAt - sentAt }));
  }

  /** Ends the session with this fault; everything pending is rejected with it. */
  kill(fault: KafkaFault): void {
    if (this.end !== null) return;
    this.end = new KafkaCallError(fault, {
      staleConnection: this.scene.phase === 'ready' && fault.code === 'BROKER_UNREACHABLE',
    });
    for (const reject of this.pending) reject(this.end);
    this.pending.clear();
    // With an error, so that kafkajs clears its own timers.
    this.socket?.destroy(this.end);
  }

  private async open(): Promise<BrokerVersions> {
    const { connection, lookup } = this.deps;
    await this.unlessEnded(() => checkLiteral(this.address, lookup));
    await this.unlessEnded(() => this.pool.getConnection());
    this.scene.phase = 'versions';
    const versions = readBrokerVersions((await this.send(API_VERSIONS_REQUEST)).payload, this.scene.address);
    this.scene.phase = 'authenticate';
    const broker = new Broker({
      connectionPool: this.pool,
      logger: kafkajsLogger,
      versions: Object.fromEntries(
        [...versions.ranges].map(([key, range]) => [key, { minVersion: range.min, maxVersion: range.max }]),
      ),
      authenticationTimeout: connection.requestTimeoutMs,
    });
    await this.unlessEnded(() => broker.connect());
    this.scene.phase = 'ready';
    return versions;
  }

  /** Runs a step of kafkajs so that the session's end settles it, and its failure ends the session. */
  private unlessEnded<T>(step: () => Promise<T>): Promise<T> {
    const { end } = this;
    if (end !== null) return Promise.reject(end);
    return new Promise<T>((resolve, reject) => {
      this.pending.add(reject);
      step().then(
        (value) => {
          this.pending.delete(reject);
          resolve(value);
        },
        (error: unknown) => {
          this.fail(error instanceof Error ? error : new Error(String(error)));
          reject(this.end);
        },
      );
    });
  }

  private fail(error: Error): void {
    this.kill(error instanceof KafkaCallError ? error.fault : connectionFault(error, this.scene));
  }

  private createSocket(onConnect: () => void): Socket {
    const { connection, clock, counter, lookup } = this.deps;
    const socket = openSocket(this.address, connection.tls, lookup, onConnect);
    this.socket = socket;
    if (this.end !== null) socket.destroy(this.end);
    socket.on('data', (chunk: Buffer) => {
      counter.received(chunk.length);
      this.lastReceivedAt = clock.monotonic();
    });
    socket.on('error', (error) => this.fail(error));
    socket.on('end', () => this.fail(new ConnectionClosedError()));
    socket.on('close', () => this.fail(new ConnectionClosedError()));
    const write = socket.write.bind(socket) as (chunk: Buffer, encoding?: BufferEncoding) => boolean;
    // kafkajs writes one whole frame at a time: the only place where all requests, its own included, can be counted.
    socket.write = (chunk: Uint8Array | string): boolean => {
      const frame =
        typeof chunk === 'string' ? Buffer.from(chunk, 'binary') : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      if (frame.length >= FRAME_HEADER_BYTES) counter.sent(frame.readInt16BE(API_KEY_AT), frame.length);
      return write(frame);
    };
    return socket;
  }
}

/** The fault of a client that was closed on purpose. */
export function closedFault(): KafkaFault {
  return ownFault('CANCELLED', 'the Kafka client is closed');
}
