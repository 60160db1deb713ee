import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { readByAdminServer } from './zookeeper-admin.ts';
import { parseMonitor, parseServer, readByFourLetterWords } from './zookeeper.ts';

const MNTR = [
  'zk_version\t3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC',
  'zk_server_state\tleader',
  'zk_avg_latency\t0.5319',
  'zk_max_latency\t37',
  'zk_outstanding_requests\t2',
  'zk_znode_count\t145',
  'zk_num_alive_connections\t3',
  'zk_uptime\t62000',
  'zk_synced_followers\t2.0',
  'broken line',
].join('\n');

const SRVR = `Zookeeper version: 3.5.9-83df9301aa5c2a5d284a9940177808c01bc35cef, built on 01/06/2021
Latency min/avg/max: 0/1/25
Received: 10
Sent: 9
Connections: 4
Outstanding: 0
Zxid: 0x1f
Mode: standalone
Node count: 28
`;
const REFUSED = (word: string) => `${word} is not executed because it is not in the whitelist.\n`;

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server that answers words as told and closes, as ZooKeeper does; `null` = it stays silent. */
async function serve(answer: (word: string, socket: Socket) => string | null): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (word) => {
      const text = answer(word.toString(), socket);
      if (text !== null) socket.end(text);
    });
  });
  const close = server.close.bind(server);
  server.close = (callback) => {
    for (const socket of sockets) socket.destroy();
    return close(callback);
  };
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (server: string, deadlineMs = 1_000) => readByFourLetterWords(server, { deadlineMs });

describe('four-letter words', () => {
  test('mntr tells all, ruok that it is well', async () => {
    const server = await serve((word) => (word === 'mntr' ? MNTR : 'imok'));
    expect(await ask(server)).toMatchObject({
      state: 'serving',
      mode: 'leader',
      isOk: true,
      version: '3.8.4',
      latencyAvgMs: 0.5319,
      latencyMaxMs: 37,
      outstandingRequests: 2,
      znodes: 145,
      connections: 3,
      uptimeMs: 62_000,
      syncedFollowers: 2,
      watches: null,
      fault: null,
    });
  });

  test('where mntr is not in the whitelist, srvr tells what it can', async () => {
    const server = await serve((word) => (word === 'srvr' ? SRVR : REFUSED(word)));
    expect(await ask(server)).toMatchObject({
      state: 'serving',
      mode: 'standalone',
      isOk: null,
      version: '3.5.9',
      latencyAvgMs: 1,
      latencyMaxMs: 25,
      outstandingRequests: 0,
      znodes: 28,
      connections: 4,
      uptimeMs: null,
    });
  });

  test('where no word is allowed, the server says so: it is not down', async () => {
    const server = await serve(REFUSED);
    expect(await ask(server)).toMatchObject({ state: 'not_allowed', isOk: null, fault: { code: 'NOT_ALLOWED' } });
  });

  test('a server without a quorum answers, but does not serve', async () => {
    const server = await serve((word) =>
      word === 'ruok' ? 'imok' : 'This ZooKeeper instance is not currently serving requests\n',
    );
    expect(await ask(server)).toMatchObject({ state: 'not_serving', isOk: true, znodes: null });
  });

  test('a silent server is given up at the deadline', async () => {
    const server = await serve(() => null);
    expect(await ask(server, 100)).toMatchObject({ state: 'not_answering', fault: { code: 'SERVER_TIMEOUT' } });
  });

  test('an answer without an end is cut off by its size, not only by the time', async () => {
    const server = await serve((_word, socket) => {
      socket.write('x'.repeat(300 * 1024));
      return null;
    });
    expect(await ask(server, 30_000)).toMatchObject({ state: 'not_answering', fault: { code: 'SERVER_UNREACHABLE' } });
  });

  test('a closed port, an address that is none, and a reserved address', async () => {
    const server = await serve(() => '');
    expect(await ask(server)).toMatchObject({ fault: { code: 'SERVER_UNREACHABLE' } });
    expect(await ask('not an address')).toMatchObject({ fault: { code: 'INVALID_ADDRESS' } });
    const lookup = guardedLookup(denyNetworks(DENIED_BY_DEFAULT));
    const denied = await readByFourLetterWords('169.254.169.254:2181', { lookup, deadlineMs: 1_000 });
    expect(denied).toMatchObject({ state: 'not_answering', fault: { code: 'ADDRESS_DENIED' } });
  });

  test('figures that are no numbers are unknown, never 0', () => {
    expect([...parseMonitor('zk_znode_count\tmany\nnothing').keys()]).toEqual(['znode_count']);
    expect(parseServer('Latency min/avg/max: broken').size).toBe(0);
  });
});

describe('admin server', () => {
  const pages =
    (monitor: string, ruok = '{"command":"ruok","error":null}') =>
    (url: string) =>
      url.endsWith('/commands/monitor')
        ? Promise.resolve(monitor)
        : url.endsWith('/commands/ruok')
          ? Promise.resolve(ruok)
          : Promise.reject(new Error('unexpected'));
  const read = (monitor: string, ruok?: string) => readByAdminServer('http://zk:8080/', pages(monitor, ruok), 1_000);

  test('tells the same figures under the same names', async () => {
    const monitor =
      '{"version":"3.8.4-9316c2","server_state":"follower","avg_latency":0.5,"znode_count":145,"command":"monitor","error":null}';
    expect(await read(monitor)).toMatchObject({
      state: 'serving',
      mode: 'follower',
      version: '3.8.4',
      latencyAvgMs: 0.5,
      znodes: 145,
      isOk: true,
    });
  });

  test('its own error means that it does not serve', async () => {
    expect(await read('{"command":"monitor","error":"This ZooKeeper instance is not currently serving requests"}')).toMatchObject(
      {
        state: 'not_serving',
        fault: { code: 'NOT_SERVING' },
      },
    );
  });

  test.each(['<html>', '[]', 'null', '"x"'])('%s is no answer of an admin server', async (text) => {
    expect(await read(text)).toMatchObject({ state: 'not_answering' });
  });

  test('what stands at an address that is no admin server’s is not repeated', async () => {
    expect((await read('secret-91')).fault?.detail).not.toContain('secret');
  });
});
