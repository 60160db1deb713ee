import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster } from '#lib/testing/stored-cluster.ts';
import { writePass } from '../series/write-pass.ts';
import { readSnapshot } from './read-snapshot.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.close());

const STEP = 5_000;

const group = (groupId: string, lag: string | null): GroupSummary => ({
  groupId,
  kind: 'classic',
  state: 'Stable',
  coordinator: 1,
  fault: null,
  members: 1,
  topics: 1,
  partitions: 1,
  lag: { value: lag, known: lag === null ? 0 : 1, total: 1 },
  maxLag: lag,
  maxLagPartition: null,
  lostPartitions: 0,
  aheadPartitions: 0,
  messagesOutPerSecond: { value: null, known: 0, total: 1 },
  verdict: null,
  secondsBehind: null,
  catchUpSeconds: null,
  retentionHeadroomSeconds: null,
  lastCommitAt: null,
});

describe('snapshot', () => {
  test('before the first pass there is no pass and no part', async () => {
    const { clusterKey } = await storeCluster(test_.db, []);
    expect(await readSnapshot(test_.db, clusterKey, ['groups', 'topics'])).toEqual({ parts: {}, pass: null });
  });

  test('parts come back as written, with the pass that vouches for them and its age by the database', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, []);
    const started = Date.now() - 60_000;
    await writePass(db, cluster.pass(started, [], { requests: 10 }), {
      groups: [group('estoque', '9007199254740993')],
      topics: [],
    });
    const first = await readSnapshot(db, cluster.clusterKey, ['groups', 'brokers']);
    expect(first.parts).toEqual({ groups: [group('estoque', '9007199254740993')] });
    expect(first.pass).toMatchObject({
      startedAtMs: started,
      stepMs: STEP,
      requests: 10,
      brokersAnswered: 3,
      fault: null,
      requestsPerSecond: null,
    });
    expect(first.pass?.ageMs).toBeGreaterThanOrEqual(59_000);
    expect(first.pass?.ageMs).toBeLessThan(120_000);
    await writePass(db, cluster.pass(started + STEP, [], { requests: 20, fault: { code: 'BROKER_UNREACHABLE', detail: 'x' } }));
    const second = await readSnapshot(db, cluster.clusterKey, ['groups']);
    expect(second.pass).toMatchObject({
      startedAtMs: started + STEP,
      fault: { code: 'BROKER_UNREACHABLE' },
      requestsPerSecond: 3,
    });
    expect(second.parts.groups).toHaveLength(1);
  });

  test('a part that did not change is neither rewritten nor parsed again', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, []);
    const started = Date.now() - 60_000;
    const write = (i: number, lag: string): Promise<{ partsRewritten: string[] }> =>
      writePass(db, cluster.pass(started + i * STEP, []), { groups: [group('g', lag)], topics: [] });
    expect((await write(0, '1')).partsRewritten).toEqual(['groups', 'topics']);
    const one = await readSnapshot(db, cluster.clusterKey, ['groups', 'topics']);
    expect((await write(1, '1')).partsRewritten).toEqual([]);
    const two = await readSnapshot(db, cluster.clusterKey, ['groups', 'topics']);
    expect(two.parts.groups).toBe(one.parts.groups);
    expect((await write(2, '2')).partsRewritten).toEqual(['groups']);
    const three = await readSnapshot(db, cluster.clusterKey, ['groups', 'topics']);
    expect(three.parts.groups?.[0]?.lag.value).toBe('2');
    expect(three.parts.topics).toBe(one.parts.topics);
  });

  test('two parts with the same content are both read, cached or not', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, []);
    await writePass(db, cluster.pass(Date.now(), []), { topics: [], groups: [], 'members:1': {}, 'members:2': {} });
    await readSnapshot(db, cluster.clusterKey, ['topics', 'members:1']);
    const { parts } = await readSnapshot(db, cluster.clusterKey, ['topics', 'groups', 'members:1', 'members:2']);
    expect(parts).toEqual({ topics: [], groups: [], 'members:1': {}, 'members:2': {} });
  });

  test('a table emptied by a crash of the server is filled again by the next pass', async () => {
    const { db } = test_;
    const cluster = await storeCluster(db, []);
    const groups = [group('g', '1')];
    const started = Date.now() - 60_000;
    await writePass(db, cluster.pass(started, []), { groups });
    await db.pool.query('TRUNCATE ts.snapshot');
    expect((await readSnapshot(db, cluster.clusterKey, ['groups'])).parts).toEqual({});
    expect((await writePass(db, cluster.pass(started + STEP, []), { groups })).partsRewritten).toEqual(['groups']);
    expect((await readSnapshot(db, cluster.clusterKey, ['groups'])).parts).toEqual({ groups });
  });
});
