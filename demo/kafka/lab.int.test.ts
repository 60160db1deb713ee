import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type LabCluster, type LabOptions } from './index.ts';
import { askMetadata } from './readiness.ts';

/** Polls until `check` is true. No fixed sleeps: the condition decides. */
async function eventually(check: () => Promise<boolean>, what: string, timeoutMs = 40_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function withCluster(options: LabOptions, work: (cluster: LabCluster) => Promise<void>): Promise<void> {
  const cluster = await startCluster(options);
  try {
    await work(cluster);
  } finally {
    await cluster.stop();
  }
}

describe('every version and mode', () => {
  it.each<LabOptions>([
    { version: '4.3.1', mode: 'kraft' },
    { version: '4.4.0', mode: 'kraft' },
    { version: '3.9.2', mode: 'kraft' },
    { version: '3.9.2', mode: 'zookeeper' },
    { version: '2.8.2', mode: 'zookeeper' },
  ])('$version $mode comes up, and its tools create and describe a topic', async (options) => {
    await withCluster(options, async (cluster) => {
      const created = await cluster.tool('kafka-topics', ['--create', '--topic', 'pedidos', '--partitions', '4']);
      expect(created).toMatchObject({ code: 0 });
      const { stdout } = await cluster.tool('kafka-topics', ['--describe', '--topic', 'pedidos']);
      expect(stdout).toMatch(/PartitionCount: 4\s+ReplicationFactor: 1/);
      expect(cluster.clusterId).toMatch(/^[\w-]{22}$/);
      const state = cluster.zookeeper === null ? 'none' : await cluster.zookeeper.fourLetter('mntr');
      expect(state).toContain(options.mode === 'kraft' ? 'none' : 'zk_server_state\tstandalone');
    });
  });
});

describe('three brokers', () => {
  let cluster: LabCluster;
  beforeAll(async () => {
    cluster = await startCluster({ brokers: 3, jolokia: true, faultProxy: true });
    await cluster.tool('kafka-topics', ['--create', '--topic', 'pedidos', '--partitions', '6', '--replication-factor', '3']);
  });
  afterAll(() => cluster.stop());

  async function seenBy(nodeId: number): Promise<number[]> {
    return (await askMetadata({ port: cluster.broker(nodeId).port, tls: null }, 2_000)).brokerIds.toSorted();
  }

  it('give every broker a rack and a Jolokia that tells its id and version', async () => {
    expect(cluster.brokers.map((broker) => broker.rack)).toEqual(['r1', 'r2', 'r3']);
    for (const broker of cluster.brokers) {
      const mbean = `kafka.server:type=app-info,id=${broker.nodeId}`;
      const answer = await fetch(`http://127.0.0.1:${broker.jolokiaPort}/jolokia/read/${mbean}/Version`);
      expect(await answer.json()).toMatchObject({ status: 200, value: '4.3.1' });
    }
  });

  it('lose a killed broker and take it back with its data and ports', async () => {
    const broker = cluster.broker(3);
    const { pid, port } = broker;
    await broker.kill();
    expect(broker.pid).toBeNull();
    await eventually(async () => (await seenBy(1)).length === 2, 'the dead broker is fenced');
    await broker.start();
    expect(broker.pid).not.toBe(pid);
    expect(broker.port).toBe(port);
    await eventually(async () => (await seenBy(1)).length === 3, 'the broker is back');
    await eventually(async () => {
      const { stdout } = await cluster.tool('kafka-topics', ['--describe', '--under-replicated-partitions']);
      return stdout.trim() === '';
    }, 'all replicas are in sync');
  });

  it('get no answer from a paused broker, though it accepts connections, until it is resumed', async () => {
    const broker = cluster.broker(2);
    broker.pause();
    await expect(askMetadata({ port: broker.port, tls: null }, 500)).rejects.toThrow('no answer within 500 ms');
    expect(broker.pid).not.toBeNull();
    broker.resume();
    await eventually(async () => (await seenBy(2)).length === 3, 'the broker answers again');
  });

  it('stop in order within the grace period and start again', async () => {
    const broker = cluster.broker(1);
    const began = performance.now();
    await broker.stop();
    expect(performance.now() - began).toBeLessThan(8_000);
    await broker.start();
    expect(await seenBy(1)).toContain(1);
  });

  it('advertise the proxies on the second listener, and hang when a proxy is a black hole', async () => {
    const { proxy } = cluster.bootstrapVia;
    const { fault } = cluster.broker(2);
    if (proxy === null || fault === null) throw new Error('the cluster has no proxy');
    const { stdout } = await cluster.tool('kafka-broker-api-versions', ['--bootstrap-server', proxy]);
    for (const address of proxy.split(',')) expect(stdout).toContain(`${address} (id: `);
    await fault.blackHole();
    await expect(askMetadata({ port: fault.port, tls: null }, 500)).rejects.toThrow('no answer');
    expect(await seenBy(2)).toHaveLength(3);
    await fault.heal();
    expect((await askMetadata({ port: fault.port, tls: null }, 5_000)).brokerIds).toHaveLength(3);
  });
});

describe('security', () => {
  it('a limited user on SASL_SSL sees and may do only what its ACLs say', async () => {
    await withCluster({ security: 'sasl_ssl', authorizer: true, users: [{ name: 'ana' }] }, async (cluster) => {
      for (const topic of ['pedidos', 'segredos']) await cluster.tool('kafka-topics', ['--create', '--topic', topic]);
      const acl = await cluster.tool('kafka-acls', [
        '--add',
        '--allow-principal',
        'User:ana',
        '--operation',
        'Read',
        '--operation',
        'Describe',
        '--topic',
        'pedidos',
      ]);
      expect(acl).toMatchObject({ code: 0 });
      expect((await cluster.tool('kafka-topics', ['--list'])).stdout.trim().split('\n')).toEqual(['pedidos', 'segredos']);
      expect((await cluster.tool('kafka-topics', ['--list'], { user: 'ana' })).stdout.trim()).toBe('pedidos');
      const refused = await cluster.tool('kafka-console-producer', ['--topic', 'pedidos', '--sync'], {
        user: 'ana',
        input: 'x\n',
      });
      expect(`${refused.stdout}${refused.stderr}`).toContain('AuthorizationException');
    });
  });

  it('mTLS takes a user by its certificate and nobody without one', async () => {
    await withCluster({ security: 'mtls', authorizer: true, users: [{ name: 'ana' }], superUsers: ['ana'] }, async (cluster) => {
      expect(await cluster.tool('kafka-topics', ['--create', '--topic', 'pedidos'], { user: 'ana' })).toMatchObject({ code: 0 });
      const { ca } = cluster;
      const { certificate, key } = cluster.user('ana');
      if (ca === null || certificate === null || key === null) throw new Error('the cluster has no certificates');
      const { port } = cluster.broker(1);
      expect((await askMetadata({ port, tls: { ca, cert: certificate, key } }, 5_000)).brokerIds).toEqual([1]);
      await expect(askMetadata({ port, tls: { ca, cert: '', key: '' } }, 5_000)).rejects.toThrow(/certificate|closed/i);
    });
  });

  it('SCRAM and AclAuthorizer also hold on a ZooKeeper cluster', async () => {
    await withCluster(
      { version: '2.8.2', security: 'sasl_plaintext', authorizer: true, users: [{ name: 'ana' }] },
      async (cluster) => {
        expect(
          await cluster.tool('kafka-topics', [
            '--create',
            '--topic',
            'pedidos',
            '--partitions',
            '1',
            '--replication-factor',
            '1',
          ]),
        ).toMatchObject({ code: 0 });
        expect((await cluster.tool('kafka-topics', ['--list'], { user: 'ana' })).stdout.trim()).toBe('');
      },
    );
  });
});
