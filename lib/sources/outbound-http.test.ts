import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { ownDatabaseRule } from '#lib/core/own-database.ts';
import { askOutbound, type OutboundDoor, type OutboundRequest } from './outbound-http.ts';
import { SourceFault } from './source-fault.ts';

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(handle: RequestListener): Promise<string> {
  const server: Server = createServer(handle);
  servers.push({ close: () => void server.close().closeAllConnections() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const lookup = guardedLookup(denyNetworks(DENIED_BY_DEFAULT));
const DOOR: OutboundDoor = { lookup };

function ask(url: string, more: Partial<OutboundRequest> = {}, door: OutboundDoor = DOOR) {
  return askOutbound(door, { url: new URL(url), method: 'GET', credentials: null, bytesMax: 1000, deadlineMs: 2000, ...more });
}

async function faultOf(url: string, more: Partial<OutboundRequest> = {}, door: OutboundDoor = DOOR): Promise<string> {
  const error: unknown = await ask(url, more, door).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceFault)) throw new Error(`expected a fault of the source, got ${String(error)}`);
  return error.code;
}

describe('askOutbound', () => {
  it('gives the answer and its kind, on loopback too: brokers live there', async () => {
    const url = await listen((request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(`${request.method} ${request.headers.authorization ?? 'nobody'} ${request.headers['accept-encoding']}`);
    });
    expect(await ask(`${url}/metrics`)).toEqual({ text: 'GET nobody identity', contentType: 'text/plain' });
    const basic = `Basic ${Buffer.from('ana:p:w').toString('base64')}`;
    expect((await ask(url, { credentials: { username: 'ana', password: 'p:w' } })).text).toContain(basic);
    expect((await ask(url, { credentials: { bearerToken: 't0k' } })).text).toContain('Bearer t0k');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    // The same address in decimal, octal and hexadecimal.
    'http://2852039166/',
    'http://0251.0376.0251.0376/',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://0xa9fea9fe/',
    'http://169.254.43518/',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://100.100.100.200/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ])('refuses %s', async (url) => {
    expect(await faultOf(url)).toBe('ADDRESS_DENIED');
  });

  it('judges a name by what it resolves to when it is dialled: one reserved address refuses it', async () => {
    const resolve = ((_name: string, _options: object, callback: (error: null, found: object[]) => void) => {
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ]);
    }) as unknown as Parameters<typeof guardedLookup>[1];
    const door = { lookup: guardedLookup(denyNetworks(DENIED_BY_DEFAULT), resolve) };
    expect(await faultOf('http://rebinding.example/', {}, door)).toBe('ADDRESS_DENIED');
  });

  it('refuses Farol’s own database under each of its addresses, and nothing else on that machine', async () => {
    const url = await listen((_request, response) => void response.end('ok'));
    const port = Number(new URL(url).port);
    const own = (host: string, at = port) => ({
      lookup: guardedLookup(
        denyNetworks(DENIED_BY_DEFAULT),
        undefined,
        ownDatabaseRule(`postgresql://farol@${host}:${at}/farol`),
      ),
    });
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      for (const address of ['127.0.0.1', 'localhost', '127.9.9.9', '[::1]', '[::ffff:127.0.0.1]', '2130706433'])
        expect([host, address, await faultOf(`http://${address}:${port}/`, {}, own(host))]).toEqual([
          host,
          address,
          'ADDRESS_DENIED',
        ]);
    }
    // A database that is reached by a socket of this machine mostly listens here too.
    const bySocket = ownDatabaseRule(`postgresql:///farol?host=/run/postgresql&port=${port}`);
    const door = { lookup: guardedLookup(denyNetworks(DENIED_BY_DEFAULT), undefined, bySocket) };
    expect(await faultOf(url, {}, door)).toBe('ADDRESS_DENIED');
    expect((await ask(url, {}, own('127.0.0.1', port + 1))).text).toBe('ok');
    expect((await ask(url, {}, own('192.0.2.1'))).text).toBe('ok');
  });

  it('ends at once when a server switches protocols unasked', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n'),
      );
    });
    servers.push({ close: () => void server.close() });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    expect(await faultOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toBe('MALFORMED');
  });

  it('follows no redirect and takes no credential anywhere else', async () => {
    const asked: string[] = [];
    const other = await listen((request, response) => {
      asked.push(request.url ?? '');
      response.end('secret');
    });
    const url = await listen((_request, response) => {
      response.writeHead(302, { location: `${other}/taken` });
      response.end();
    });
    expect(await faultOf(url, { credentials: { username: 'ana', password: 'pw' } })).toBe('REDIRECTED');
    expect(asked).toEqual([]);
  });

  it('stops reading a huge answer, told or untold', async () => {
    let sent = 0;
    const url = await listen((_request, response) => {
      const write = () => {
        while (sent < 50_000_000 && !response.destroyed) {
          sent += 65_536;
          if (!response.write('x'.repeat(65_536))) return void response.once('drain', write);
        }
      };
      write();
    });
    expect(await faultOf(url)).toBe('TOO_LARGE');
    expect(sent).toBeLessThan(50_000_000);
  });

  it('gives up on a slow answer at its deadline, however steadily it drips', async () => {
    const url = await listen((_request, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(drip));
    });
    const startedAt = performance.now();
    expect(await faultOf(url, { deadlineMs: 300 })).toBe('TIMEOUT');
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });

  it.each([
    [401, 'AUTHENTICATION_FAILED'],
    [403, 'NOT_AUTHORIZED'],
    [404, 'HTTP_STATUS'],
    [500, 'HTTP_STATUS'],
    [204, 'HTTP_STATUS'],
  ])('names the status %i', async (status, code) => {
    const url = await listen((_request, response) => {
      response.statusCode = status;
      response.end();
    });
    expect(await faultOf(url)).toBe(code);
  });

  it('tells what is wrong with the way: name, port, TLS, protocol, broken answer, compression', async () => {
    const plain = await listen((_request, response) => void response.end('ok'));
    const gone = new URL(await listen(() => undefined));
    servers.pop()?.close();
    expect(await faultOf('http://no-such-host.invalid/')).toBe('DNS_FAILED');
    expect(await faultOf(gone.href)).toBe('CONNECTION_REFUSED');
    expect(await faultOf(plain.replace('http:', 'https:'))).toBe('TLS_FAILED');
    const compressed = await listen((_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end('x');
    });
    expect(await faultOf(compressed)).toBe('MALFORMED');
    const half = await listen((_request, response) => {
      response.setHeader('content-length', '100');
      response.write('half');
      setImmediate(() => response.destroy());
    });
    expect(await faultOf(half)).toBe('UNREACHABLE');
    const strange = createTcpServer((socket) => socket.end('+OK hello\r\n'));
    servers.push(strange);
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
    expect(await faultOf(`http://127.0.0.1:${(strange.address() as AddressInfo).port}/`)).toBe('MALFORMED');
  });

  it('never repeats credentials or the query in what it says', async () => {
    const gone = new URL(await listen(() => undefined));
    servers.pop()?.close();
    gone.searchParams.set('token', 'canary-91');
    const error: unknown = await ask(gone.href, { credentials: { bearerToken: 'canary-92' } }).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('canary');
  });

  it('ends with the reason of its caller', async () => {
    const url = await listen(() => undefined);
    const stop = new AbortController();
    const asked = ask(url, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });
});
