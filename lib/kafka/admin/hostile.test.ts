import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { FakeBench } from '#lib/testing/fake-broker/small-cluster.ts';
import { apis } from '../wire/apis/index.ts';
import { createKafkaAdmin } from './create-kafka-admin.ts';
import { KafkaUnavailableError } from './kafka-unavailable-error.ts';
import { UNREACHABLE_CODE } from './port.ts';

const bench = new FakeBench();
afterEach(() => bench.close());

describe('hostile and broken brokers', () => {
  const hostile: [string, Buffer][] = [
    ['an empty body', Buffer.alloc(0)],
    ['a count beyond the frame', Buffer.from([0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f])],
    ['random bytes', Buffer.from('deadbeef'.repeat(20), 'hex')],
  ];

  test.each(hostile)('%s to ListOffsets is that broker’s MALFORMED_RESPONSE; the others answer', async (_title, payload) => {
    const cluster = await bench.cluster();
    cluster.broker(2).script(apis.listOffsets.key, () => payload);
    const admin = bench.client(cluster);
    const end = await admin.listOffsets(await admin.topology(), 'latest');
    expect([...end.errors]).toEqual([0, 0, UNREACHABLE_CODE, 0]);
    expect(end.brokers.find((broker) => broker.nodeId === 2)?.fault?.code).toBe('MALFORMED_RESPONSE');
  });

  const frames: [string, Buffer][] = [
    ['a negative size', Buffer.from([0xff, 0xff, 0xff, 0xf0, 0, 0, 0, 0])],
    ['a size of 2 GiB', Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0])],
    ['a frame too short for its header', Buffer.from([0, 0, 0, 1, 0])],
    ['an answer to a request never sent', Buffer.from([0, 0, 0, 4, 0, 0x98, 0x96, 0x80])],
    ['an HTTP answer', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ];

  test.each(frames)('%s ends the connection, not the process', async (_title, frame) => {
    const cluster = await bench.cluster();
    cluster.broker(2).script(apis.listOffsets.key, () => ({ frame }));
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    const end = await admin.listOffsets(topology, 'latest', { deadlineMs: 2000 });
    expect(end.brokers.find((broker) => broker.nodeId === 2)?.fault?.code).toBe('MALFORMED_RESPONSE');
    expect([...end.errors]).toEqual([0, 0, UNREACHABLE_CODE, 0]);
  });

  test('a broker that hangs up in the middle of ApiVersions is unreachable, with the protocol to look at', async () => {
    const cluster = await bench.cluster({ releases: ['4.3'] });
    cluster.broker(1).script(apis.apiVersions.key, () => 'close');
    const error = await bench
      .client(cluster)
      .topology()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KafkaUnavailableError);
    expect((error as KafkaUnavailableError).fault).toMatchObject({ code: 'BROKER_UNREACHABLE' });
    expect((error as Error).message).toContain('security.protocol');
  });

  test('hosts from Metadata are put to the lookup rule before anything is sent to them', async () => {
    const cluster = await bench.cluster({ releases: ['4.3', '4.3'] });
    const asked: string[] = [];
    const admin = createKafkaAdmin(
      {
        bootstrap: cluster.bootstrap.slice(0, 1),
        clientId: 't',
        tls: null,
        sasl: null,
        connectTimeoutMs: 1000,
        requestTimeoutMs: 1000,
      },
      {
        clock: systemClock,
        logger: silentLogger,
        lookup(host, _options, callback) {
          asked.push(host);
          if (asked.length > 1) callback(Object.assign(new Error('refused by policy'), { code: 'EPOLICY' }), [], 4);
          else callback(null, [{ address: host, family: 4 }]);
        },
      },
    );
    bench.adopt(admin);
    const list = await admin.listGroups(await admin.topology());
    expect(list.brokers[1]).toMatchObject({ nodeId: 2, fault: { code: 'BROKER_UNREACHABLE' } });
    expect(cluster.broker(2).seen).toEqual([]);
    expect(asked).toEqual(['127.0.0.1', '127.0.0.1']);
  });
});

describe('credentials', () => {
  const user = { username: 'ana', password: 'certa' };

  test('with one broker down and the others refusing the credential, the credential is named', async () => {
    const cluster = await bench.cluster({ user });
    await cluster.broker(3).stop();
    const admin = bench.client(cluster, { sasl: { mechanism: 'PLAIN', username: 'ana', password: 'errada' } });
    await expect(admin.topology()).rejects.toMatchObject({ fault: { code: 'AUTHENTICATION_FAILED' } });
  });

  test('the right password gets in', async () => {
    const admin = bench.client(await bench.cluster({ user }), { sasl: { mechanism: 'PLAIN', ...user } });
    expect((await admin.topology()).partitionCount).toBe(4);
  });

  test('a wrong password is AUTHENTICATION_FAILED, never repeated in the message, and not tried over and over', async () => {
    const cluster = await bench.cluster({ releases: ['4.3'], user });
    const admin = bench.client(cluster, { sasl: { mechanism: 'PLAIN', username: 'ana', password: 'errada-123' } });
    for (let i = 0; i < 3; i += 1) {
      const error = await admin.topology().catch((thrown: unknown) => thrown);
      expect((error as KafkaUnavailableError).fault.code).toBe('AUTHENTICATION_FAILED');
      expect((error as Error).message).not.toContain('errada-123');
    }
    expect(cluster.broker(1).seen.filter((seen) => seen.key === apis.saslAuthenticate.key)).toHaveLength(1);
  });
});

describe('ending', () => {
  test('nobody there: KafkaUnavailableError with BROKER_UNREACHABLE', async () => {
    const cluster = await bench.cluster();
    await cluster.stop();
    await expect(bench.client(cluster).topology()).rejects.toMatchObject({
      name: 'KafkaUnavailableError',
      fault: { code: 'BROKER_UNREACHABLE' },
    });
  });

  test('an aborted call throws CANCELLED at once', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    for (const broker of cluster.brokers) broker.mute();
    const controller = new AbortController();
    const call = admin.listOffsets(topology, 'latest', { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ fault: { code: 'CANCELLED' } });
  });

  test('a closed client throws CANCELLED, and no connection stays', async () => {
    const cluster = await bench.cluster();
    const admin = bench.client(cluster);
    const topology = await admin.topology();
    await admin.listGroups(topology);
    await admin.close();
    await expect(admin.listGroups(topology)).rejects.toMatchObject({ fault: { code: 'CANCELLED' } });
    await expect.poll(() => cluster.brokers.reduce((sum, broker) => sum + broker.connectionCount, 0)).toBe(0);
  });

  test('an unusable bootstrap is refused before anything is opened', () => {
    for (const bootstrap of [[], ['sem-porta'], ['a:0'], ['a:99999'], ['ok:1', 'http://x/']]) {
      expect(() => bench.client({ bootstrap })).toThrow(/host:port/);
    }
  });
});
