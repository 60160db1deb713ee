import { connect, createServer, type Server, type Socket } from 'node:net';

/** What the network in front of a broker does at the moment. */
export type FaultState = 'healthy' | 'slow' | 'black-hole' | 'down';

/** A TCP proxy in front of one broker listener that can misbehave like a network. Bound to 127.0.0.1. */
export class FaultProxy {
  readonly port: number;
  private readonly targetPort: number;
  private server: Server | null = null;
  private readonly links = new Set<Link>();
  private current: FaultState = 'healthy';
  private latencyMs = 0;
  private taken = 0;

  private constructor(port: number, targetPort: number) {
    this.port = port;
    this.targetPort = targetPort;
  }

  /** Starts a healthy proxy on `port` that forwards to `targetPort`. */
  static async listen(options: { port: number; targetPort: number }): Promise<FaultProxy> {
    const proxy = new FaultProxy(options.port, options.targetPort);
    await proxy.open();
    return proxy;
  }

  /** The present fault. */
  get state(): FaultState {
    return this.current;
  }

  /** Connections that clients hold open now. */
  get connections(): number {
    let held = 0;
    for (const link of this.links) if (!link.hasLeft) held++;
    return held;
  }

  /** Connections taken since the start, those that ended too. */
  get accepted(): number {
    return this.taken;
  }

  /** Everything goes through, but each answer arrives `ms` later, so that every round trip grows by that much. */
  async setLatency(ms: number): Promise<void> {
    await this.enter('slow', ms);
  }

  /** Connections stay open and new ones are accepted, but no byte passes in either direction. What was sent meanwhile goes through after `heal()`, as TCP would resend it. */
  async blackHole(): Promise<void> {
    await this.enter('black-hole');
  }

  /** Breaks every connection that is open now (RST). New ones work: the state does not change. */
  reset(): void {
    for (const link of this.links) link.reset();
  }

  /** Nobody listens: open connections break and new ones are refused. */
  async down(): Promise<void> {
    this.current = 'down';
    await this.closeServer();
  }

  /** Back to a good network. */
  async heal(): Promise<void> {
    await this.enter('healthy');
  }

  /** Ends the proxy for good. */
  async close(): Promise<void> {
    await this.down();
  }

  private async enter(state: 'healthy' | 'slow' | 'black-hole', latencyMs = 0): Promise<void> {
    this.current = state;
    this.latencyMs = latencyMs;
    if (this.server === null) await this.open();
    for (const link of this.links) link.setHeld(state === 'black-hole');
  }

  private async open(): Promise<void> {
    // allowHalfOpen: one side's goodbye is passed on; it must not cut off the other side's last bytes.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.accept(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port: this.port }, resolve);
    });
    this.server = server;
  }

  private accept(client: Socket): void {
    const link = new Link(
      client,
      this.targetPort,
      () => this.latencyMs,
      () => this.links.delete(link),
    );
    this.taken++;
    this.links.add(link);
    link.setHeld(this.current === 'black-hole');
  }

  private async closeServer(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    this.reset();
    await closed;
  }
}

/** One client connection and its counterpart to the broker. */
class Link {
  private readonly client: Socket;
  private readonly targetPort: number;
  private readonly latencyMs: () => number;
  private readonly onClosed: () => void;
  private broker: Socket | null = null;
  private isLeft = false;

  constructor(client: Socket, targetPort: number, latencyMs: () => number, onClosed: () => void) {
    this.client = client;
    this.targetPort = targetPort;
    this.latencyMs = latencyMs;
    this.onClosed = onClosed;
    client.pause();
    client.on('error', () => this.reset());
    client.once('end', () => {
      this.isLeft = true;
    });
    client.once('close', () => this.onClosed());
  }

  /** Whether the client has said goodbye; a broker that stands still does not answer it, so the connection stays here. */
  get hasLeft(): boolean {
    return this.isLeft;
  }

  /** Holds or lets go. The broker's side is connected only when the first byte may pass. */
  setHeld(held: boolean): void {
    if (held) {
      this.client.pause();
      this.broker?.pause();
      return;
    }
    if (this.broker === null) this.broker = this.connectBroker();
    this.client.resume();
    this.broker.resume();
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.broker?.resetAndDestroy();
  }

  private connectBroker(): Socket {
    const broker = connect({ host: '127.0.0.1', port: this.targetPort, allowHalfOpen: true, noDelay: true });
    broker.on('error', () => this.reset());
    forward(this.client, broker, () => 0);
    forward(broker, this.client, this.latencyMs);
    return broker;
  }
}

/** Copies bytes in order, each chunk `latencyMs()` after it came, never overtaking an earlier one; waits when the receiver is slow. */
function forward(from: Socket, to: Socket, latencyMs: () => number): void {
  let earliest = 0;
  const later = (action: () => void): void => {
    const now = performance.now();
    earliest = Math.max(earliest, now + latencyMs());
    if (earliest <= now) action();
    else setTimeout(action, earliest - now);
  };
  from.on('data', (chunk: Buffer) => {
    later(() => {
      if (to.destroyed || to.write(chunk)) return;
      from.pause();
      to.once('drain', () => from.resume());
    });
  });
  from.once('end', () => later(() => to.end()));
}
