import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';
import { systemClock } from '#lib/core/clock.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { NO_MEASURING, type ZookeeperSource } from '#lib/core/measuring.ts';
import { DENIED_BY_DEFAULT, denyNetworks, guardedLookup } from '#lib/core/outbound-lookup.ts';
import { createKafkaAdmin } from '#lib/kafka/admin/create-kafka-admin.ts';
import type { KafkaAdmin } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { collectZookeeper } from './collect-zookeeper.ts';
import type { Contribution, LatestPass } from './collector.ts';
import { openDatabase } from '#lib/store/database.ts';

let lab: LabCluster;
let admin: KafkaAdmin;
let latest: LatestPass;
beforeAll(async () => {
  lab = await startCluster({ version: '3.9.2', mode: 'zookeeper', brokers: 1 });
  const { connection } = parseClientProperties(lab.clientProperties());
  admin = createKafkaAdmin(connection, { clock: systemClock, logger: silentLogger });
  const [capabilities, topology] = [await admin.capabilities(), await admin.topology()];
  latest = { startedAtMs: Date.now(), capabilities, topology, brokers: new Map(), configs: new Map() };
});
afterAll(async () => {
  await admin?.close();
  await lab?.stop();
});

/** What a collector that runs for one reading gives to a pass. */
async function readOnce(zookeeper: ZookeeperSource | null): Promise<Contribution> {
  const collector = collectZookeeper({
    // Only its address is looked at: the one way out must not lead there.
    db: openDatabase({ url: 'postgresql://farol@127.0.0.1:1/farol', applicationName: 'test', logger: silentLogger }),
    admin,
    measuring: { ...NO_MEASURING, zookeeper },
    clock: systemClock,
    logger: silentLogger,
    lookup: guardedLookup(denyNetworks(DENIED_BY_DEFAULT)),
    latest: () => latest,
  });
  const stop = new AbortController();
  const running = collector.run(stop.signal);
  const contribution = await expect
    .poll(() => collector.contribute(Date.now()), { timeout: 10_000, interval: 50 })
    .toMatchObject({ parts: { zookeeper: {} } })
    .then(() => collector.contribute(Date.now()));
  stop.abort();
  await running;
  return contribution;
}

const words = () => ({ servers: [`127.0.0.1:${lab.zookeeper?.port}`], adminUrls: [] });
const pages = () => ({ servers: [], adminUrls: [lab.zookeeper?.adminUrl ?? ''] });
const serverOf = ({ parts }: Contribution): ZookeeperServer | undefined => parts.zookeeper?.servers[0];

test('four-letter words and admin server tell the same of one server, and what its own words say', async () => {
  const [byWords, byPages] = [await readOnce(words()), await readOnce(pages())];
  for (const contribution of [byWords, byPages]) {
    expect(serverOf(contribution)).toMatchObject({ state: 'serving', mode: 'standalone', isOk: true, version: '3.8.4' });
    expect(contribution.parts.zookeeper).toMatchObject({ isConnected: true, hint: null, hasQuorum: true });
    expect(contribution.facts.zookeeper).toMatchObject({ servers: 1, hasQuorum: true, down: [], overloaded: [] });
  }
  const raw = await lab.zookeeper?.fourLetter('mntr');
  const znodes = Number(/zk_znode_count\t(\d+)/.exec(raw ?? '')?.[1]);
  expect(znodes).toBeGreaterThan(10);
  for (const contribution of [byWords, byPages]) {
    const server = serverOf(contribution);
    expect(server?.znodes).toBe(znodes);
    expect(server?.latencyMaxMs).toBeGreaterThanOrEqual(server?.latencyAvgMs ?? Infinity);
    // The broker, and the four-letter word's own connection.
    expect(server?.connections).toBeGreaterThanOrEqual(1);
    expect(server?.uptimeMs).toBeGreaterThan(0);
  }
  expect(serverOf(byWords)?.dataBytes).toBe(serverOf(byPages)?.dataBytes);
});

test('where nobody said how to ask, the broker’s configuration tells where it probably is, and nothing is dialled', async () => {
  const { parts, facts, values } = await readOnce(null);
  expect(parts.zookeeper).toMatchObject({ isConnected: false, hint: `127.0.0.1:${lab.zookeeper?.port}`, servers: [] });
  expect(facts).toEqual({ zookeeper: null });
  expect(values).toEqual([]);
});

test('a server that was killed is told as not answering while the others are still told', async () => {
  const { servers } = words();
  const both = { servers: [...servers, '127.0.0.1:1'], adminUrls: [] };
  const before = await readOnce(both);
  expect(before.parts.zookeeper?.servers.map(({ state }) => state)).toEqual(['serving', 'not_answering']);
  expect(before.facts.zookeeper?.down).toMatchObject([{ server: '127.0.0.1:1', fault: { code: 'SERVER_UNREACHABLE' } }]);

  await lab.zookeeper?.stop(null);
  const after = await readOnce({ ...both, adminUrls: pages().adminUrls });
  expect(after.parts.zookeeper).toMatchObject({ hasQuorum: null, leader: null });
  expect(after.parts.zookeeper?.servers.map(({ state, znodes }) => [state, znodes])).toEqual(
    Array.from({ length: 3 }, () => ['not_answering', null]),
  );
  expect(after.facts.zookeeper?.down).toHaveLength(3);
});
