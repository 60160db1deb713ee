import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultProxy } from './fault-proxy.ts';
import { PortAllocator } from './free-ports.ts';

let echo: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  proxy = await FaultProxy.listen({ port: await new PortAllocator().next(), targetPort: address.port });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

async function client(): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port });
  clients.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function roundTrip(socket: Socket, text: string): Promise<string> {
  let answer = '';
  const done = new Promise<string>((resolve, reject) => {
    socket.on('data', function listen(chunk: Buffer) {
      answer += chunk.toString();
      if (answer.length < text.length) return;
      socket.off('data', listen);
      resolve(answer);
    });
    socket.once('error', reject);
  });
  socket.write(text);
  return done;
}

describe('FaultProxy', () => {
  it('no longer counts a connection that its client left, though a frozen broker never says goodbye', async () => {
    const frozen = createServer({ allowHalfOpen: true }, (socket) => {
      clients.push(socket);
      socket.resume().on('error', () => {});
    }).listen(0, '127.0.0.1');
    await once(frozen, 'listening');
    const address = frozen.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const own = await FaultProxy.listen({ port: await new PortAllocator().next(), targetPort: address.port });
    try {
      const [stays, leaves] = [connect(own.port, '127.0.0.1'), connect(own.port, '127.0.0.1')];
      clients.push(stays, leaves);
      await expect.poll(() => own.connections).toBe(2);
      leaves.end();
      await expect.poll(() => own.connections).toBe(1);
      expect(own.accepted).toBe(2);
    } finally {
      await own.close();
      for (const socket of clients.splice(0)) socket.destroy();
      await new Promise((resolve) => frozen.close(resolve));
    }
  });

  it('passes bytes in both directions while healthy, also many of them', async () => {
    const text = 'x'.repeat(3_000_000);
    expect(await roundTrip(await client(), text)).toBe(text);
  });

  it('adds the latency to a round trip and keeps the order', async () => {
    const socket = await client();
    await proxy.setLatency(60);
    const began = performance.now();
    const first = roundTrip(socket, 'one');
    socket.write('two');
    expect(await first).toMatch(/^one/);
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  it('lets nothing through as a black hole, accepts connections, and delivers after healing', async () => {
    const old = await client();
    await roundTrip(old, 'warm');
    await proxy.blackHole();
    const fresh = await client();
    let answered = false;
    const answers = Promise.all([roundTrip(old, 'held'), roundTrip(fresh, 'new')]).finally(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    await proxy.heal();
    expect(await answers).toEqual(['held', 'new']);
  });

  it('breaks open connections on reset and takes new ones', async () => {
    const socket = await client();
    await roundTrip(socket, 'warm');
    const broken = once(socket, 'error');
    proxy.reset();
    expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' });
    expect(await roundTrip(await client(), 'again')).toBe('again');
  });

  it('refuses connections while down and takes them after healing', async () => {
    await proxy.down();
    await expect(client()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.heal();
    expect(await roundTrip(await client(), 'back')).toBe('back');
  });

  it('resets the client when the broker behind it is gone', async () => {
    await new Promise((resolve) => echo.close(resolve));
    const socket = await client();
    expect((await once(socket, 'error'))[0]).toMatchObject({ code: 'ECONNRESET' });
  });

  it('forgets connections that ended', async () => {
    const socket = await client();
    await roundTrip(socket, 'hello');
    expect(proxy.connections).toBe(1);
    socket.end();
    await once(socket, 'close');
    expect(proxy.connections).toBe(0);
    expect(proxy.accepted).toBe(1);
  });
});
