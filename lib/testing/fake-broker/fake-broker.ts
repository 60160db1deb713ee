import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { decodeRequest, encodeResponse } from '#lib/kafka/wire/api.ts';
import { apis } from '#lib/kafka/wire/apis/index.ts';
import type { Answer, AnswerScene } from './answer.ts';
import { METADATA_LEVELS, VERSION_MAPS, type FakeRelease, type VersionMap } from './version-maps.ts';

const UNSUPPORTED_VERSION = 35;
const SASL_AUTHENTICATION_FAILED = 58;
const UNSUPPORTED_MECHANISM = 33;
const HEADER_BYTES = 10;

/** A user that a fake broker lets in by SASL PLAIN. */
export interface FakeUser {
  username: string;
  password: string;
}

/** A scripted reply to one API: bytes after the correlation id, a whole raw frame, silence, the end of the connection, or (undefined) the usual answer. */
export type Script = (scene: {
  version: number;
  correlationId: number;
  request: Buffer;
}) => Buffer | { frame: Buffer } | 'silence' | 'close' | undefined;

/** A request as a fake broker received it. */
export interface SeenRequest {
  key: number;
  version: number;
  bytes: number;
}

/** What a fake broker needs of its cluster. */
export interface FakeBrokerDeps {
  nodeId: number;
  release: FakeRelease;
  answers: readonly Answer[];
  user: FakeUser | null;
  sceneFor(nodeId: number, version: number): AnswerScene;
}

interface Peer {
  socket: Socket;
  received: Buffer;
  authenticated: boolean;
}

/** One broker of a fake cluster: a TCP server that speaks Kafka's protocol, and misbehaves on demand. */
export class FakeBroker {
  readonly nodeId: number;
  /** Every request received, in order. */
  readonly seen: SeenRequest[] = [];
  port = 0;
  /** What it offers; change it to make a broker of no release. */
  versions: VersionMap;
  private readonly deps: FakeBrokerDeps;
  private readonly answers: ReadonlyMap<number, Answer>;
  private readonly scripts = new Map<number, Script>();
  private readonly peers = new Set<Peer>();
  private server: Server | null = null;
  private muted = false;

  constructor(deps: FakeBrokerDeps) {
    this.deps = deps;
    this.nodeId = deps.nodeId;
    this.versions = VERSION_MAPS[deps.release];
    this.answers = new Map(deps.answers.map((answer) => [answer.key, answer]));
  }

  get isListening(): boolean {
    return this.server !== null;
  }

  /** How many connections are open now. */
  get connectionCount(): number {
    return this.peers.size;
  }

  /** Listens, on the same port as before if there was one. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.accept(socket));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
  }

  /** Ends all connections and refuses new ones, as a killed broker does. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    this.reset();
    if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Accepts connections and requests but answers nothing, as a stopped process does. */
  mute(): void {
    this.muted = true;
  }

  unmute(): void {
    this.muted = false;
  }

  /** Ends all connections abruptly; new ones are accepted. */
  reset(): void {
    for (const { socket } of this.peers) socket.resetAndDestroy();
    this.peers.clear();
  }

  /** Replaces the answer to one API; `null` takes the script away. */
  script(key: number, script: Script | null): void {
    if (script === null) this.scripts.delete(key);
    else this.scripts.set(key, script);
  }

  private accept(socket: Socket): void {
    const peer: Peer = { socket, received: Buffer.alloc(0), authenticated: this.deps.user === null };
    this.peers.add(peer);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.peers.delete(peer));
    socket.on('data', (chunk) => {
      peer.received = peer.received.length === 0 ? chunk : Buffer.concat([peer.received, chunk]);
      while (peer.received.length >= 4 && peer.received.length >= 4 + peer.received.readInt32BE(0)) {
        const size = peer.received.readInt32BE(0);
        const frame = peer.received.subarray(4, 4 + size);
        peer.received = peer.received.subarray(4 + size);
        this.handle(peer, frame);
      }
    });
  }

  private handle(peer: Peer, frame: Buffer): void {
    const key = frame.readInt16BE(0);
    const version = frame.readInt16BE(2);
    const correlationId = frame.readInt32BE(4);
    const clientIdLength = Math.max(0, frame.readInt16BE(8));
    const request = frame.subarray(HEADER_BYTES + clientIdLength);
    this.seen.push({ key, version, bytes: frame.length + 4 });
    if (this.muted) return;
    const reply = this.scripts.get(key)?.({ version, correlationId, request }) ?? this.reply(peer, key, version, request);
    if (reply === 'silence') return;
    if (reply === 'close') peer.socket.destroy();
    else if (Buffer.isBuffer(reply)) this.send(peer, correlationId, reply);
    else peer.socket.write(reply.frame);
  }

  private send(peer: Peer, correlationId: number, payload: Buffer): void {
    const header = Buffer.alloc(8);
    header.writeInt32BE(payload.length + 4, 0);
    header.writeInt32BE(correlationId, 4);
    peer.socket.write(header);
    peer.socket.write(payload);
  }

  /** A real broker closes the connection on an API or version that it does not offer, ApiVersions excepted. */
  private reply(peer: Peer, key: number, version: number, request: Buffer): Buffer | 'close' {
    if (key === apis.apiVersions.key) return this.versionsAnswer(version);
    const range = this.versions.get(key);
    if (range === undefined || version < range[0] || version > range[1]) return 'close';
    if (key === apis.saslHandshake.key) return this.handshake(version, request);
    if (key === apis.saslAuthenticate.key) return this.authenticate(peer, version, request);
    if (!peer.authenticated) return 'close';
    return this.answers.get(key)?.answer(request, this.deps.sceneFor(this.nodeId, version)) ?? 'close';
  }

  private versionsAnswer(version: number): Buffer {
    const [, max = 0] = this.versions.get(apis.apiVersions.key) ?? [];
    const level = METADATA_LEVELS[this.deps.release];
    const isKnown = version <= max;
    return encodeResponse(apis.apiVersions, isKnown ? version : 0, {
      errorCode: isKnown ? 0 : UNSUPPORTED_VERSION,
      apiKeys: [...this.versions].map(([apiKey, [minVersion, maxVersion]]) => ({ apiKey, minVersion, maxVersion })),
      throttleTimeMs: 0,
      supportedFeatures: level === null ? [] : [{ name: 'metadata.version', minVersion: 7, maxVersion: level }],
      finalizedFeaturesEpoch: 0n,
      finalizedFeatures: level === null ? [] : [{ name: 'metadata.version', maxVersionLevel: level, minVersionLevel: level }],
      zkMigrationReady: false,
    });
  }

  private handshake(version: number, request: Buffer): Buffer {
    const { mechanism } = decodeRequest(apis.saslHandshake, version, request);
    return encodeResponse(apis.saslHandshake, version, {
      errorCode: mechanism === 'PLAIN' ? 0 : UNSUPPORTED_MECHANISM,
      mechanisms: ['PLAIN'],
    });
  }

  private authenticate(peer: Peer, version: number, request: Buffer): Buffer {
    const { authBytes } = decodeRequest(apis.saslAuthenticate, version, request);
    const [, username, password] = authBytes.toString('utf8').split('\0');
    const { user } = this.deps;
    peer.authenticated = user === null || (username === user.username && password === user.password);
    return encodeResponse(apis.saslAuthenticate, version, {
      errorCode: peer.authenticated ? 0 : SASL_AUTHENTICATION_FAILED,
      errorMessage: peer.authenticated ? null : 'Authentication failed: Invalid username or password',
      authBytes: Buffer.alloc(0),
      sessionLifetimeMs: 0n,
    });
  }
}
