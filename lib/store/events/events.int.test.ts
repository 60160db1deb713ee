import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster, type StoredCluster } from '#lib/testing/stored-cluster.ts';
import { LeaseLostError } from '../lease.ts';
import { maintain } from '../series/maintain.ts';
import { ensurePartitions } from '../series/partitions.ts';
import { DuplicateSlotError, writePass } from '../series/write-pass.ts';
import { insertMark } from './insert-mark.ts';
import { readEvents, type EventSelection } from './read-events.ts';
import type { NewEvent } from './types.ts';
import { insertEvents } from './write-events.ts';

const DAY_MS = 24 * 3_600_000;

let database: TestDatabase;
let cluster: StoredCluster;
const startMs = Math.floor(Date.now() / 5_000) * 5_000;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePartitions(database.db, startMs);
});
afterAll(() => database.close());
beforeEach(async () => {
  cluster = await storeCluster(database.db, []);
});

function event(atMs: number, seq: number, over: Partial<NewEvent> = {}): NewEvent {
  return {
    atMs,
    seq,
    dedupe: `topic_created topic t${seq}`,
    kind: 'topic_created',
    scope: { kind: 'topic', name: `t${seq}` },
    touches: [`topic:t${seq}`, 'broker:1'],
    detail: { partitions: seq },
    ...over,
  };
}

const read = (over: Partial<EventSelection> = {}) =>
  readEvents(database.db, cluster.clusterKey, { places: [], limit: 100, ...over });
const names = async (over: Partial<EventSelection> = {}) => (await read(over)).events.map(({ scope }) => scope.name);

test('the events of a pass stand with it, newest first, and not at all when the pass is refused', async () => {
  const { db } = database;
  await writePass(db, cluster.pass(startMs, [], { events: [event(startMs, 0), event(startMs, 1)] }));
  await expect(writePass(db, cluster.pass(startMs + 1, [], { events: [event(startMs + 1, 7)] }))).rejects.toThrow(
    DuplicateSlotError,
  );
  await expect(writePass(db, cluster.pass(startMs + 5_000, [], { fence: 0n, events: [event(startMs, 8)] }))).rejects.toThrow(
    LeaseLostError,
  );
  expect(await names()).toEqual(['t1', 't0']);
  expect((await read()).events[1]).toMatchObject({
    at: new Date(startMs).toISOString(),
    kind: 'topic_created',
    detail: { partitions: 0 },
  });
});

test('events that a later pass carries again are stored once', async () => {
  const { db } = database;
  const events = [event(startMs, 0), event(startMs, 1)];
  await writePass(db, cluster.pass(startMs, [], { events }));
  await writePass(db, cluster.pass(startMs + 5_000, [], { events: [...events, event(startMs + 5_000, 0)] }));
  expect(await names()).toEqual(['t0', 't1', 't0']);
});

test('pages neither repeat nor hide, also when newer events come in between', async () => {
  const { db } = database;
  const events = Array.from({ length: 7 }, (_unused, i) => event(startMs + Math.floor(i / 3) * 5_000, i));
  await writePass(db, cluster.pass(startMs, [], { events }));
  const first = await read({ limit: 3 });
  await writePass(db, cluster.pass(startMs + 60_000, [], { events: [event(startMs + 60_000, 99)] }));
  const second = await read({ limit: 3, cursor: first.nextCursor ?? '' });
  const third = await read({ limit: 3, cursor: second.nextCursor ?? '' });
  expect([first, second, third].flatMap((page) => page.events.map(({ scope }) => scope.name))).toEqual([
    't6',
    't5',
    't4',
    't3',
    't2',
    't1',
    't0',
  ]);
  expect(third.nextCursor).toBeNull();
  await expect(read({ cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'invalid' });
});

test('selects by time, kind and every place an event touches', async () => {
  const { db } = database;
  const moved = event(startMs + 5_000, 1, {
    kind: 'leaders_moved',
    scope: { kind: 'broker', name: '2' },
    touches: ['broker:2', 'topic:t0'],
  });
  await writePass(db, cluster.pass(startMs, [], { events: [event(startMs, 0), moved] }));
  expect(await names({ places: [{ kind: 'topic', name: 't0' }] })).toEqual(['2', 't0']);
  expect(
    await names({
      places: [
        { kind: 'topic', name: 't0' },
        { kind: 'broker', name: '2' },
      ],
    }),
  ).toEqual(['2']);
  expect(await names({ kinds: ['topic_created'] })).toEqual(['t0']);
  expect(await names({ fromMs: startMs, toMs: startMs + 5_000 })).toEqual(['t0']);
  const other = await storeCluster(db, []);
  expect((await readEvents(db, other.clusterKey, { places: [], limit: 10 })).events).toEqual([]);
});

test('names that PostgreSQL could not hold do not stop a pass, and are found again', async () => {
  const { db } = database;
  const name = 'g\0\ud800';
  await writePass(
    db,
    cluster.pass(startMs, [], {
      events: [
        event(startMs, 0, {
          scope: { kind: 'group', name },
          touches: [`group:${name}`],
          detail: { names: [name], text: name },
          dedupe: name,
        }),
      ],
    }),
  );
  expect(await names({ places: [{ kind: 'group', name }] })).toEqual(['g\ufffd\ufffd']);
});

test('marks stand among them', async () => {
  const { db } = database;
  await writePass(db, cluster.pass(startMs, [], { events: [event(startMs, 0)] }));
  const mark = await insertMark(db, cluster.clusterKey, {
    atMs: startMs,
    text: 'loja 2.4',
    by: 'ana',
    scope: { kind: 'cluster', name: '' },
  });
  expect((await read()).events[0]).toEqual(mark);
});

test('partitions of 90 days ago are dropped whole; younger ones stay', async () => {
  const { db } = database;
  const oldMs = startMs - 130 * DAY_MS;
  const youngMs = startMs - 40 * DAY_MS;
  for (const atMs of [oldMs, youngMs]) {
    await ensurePartitions(db, atMs);
    await insertEvents(db.pool, cluster.clusterKey, [
      event(atMs, 0, { scope: { kind: 'topic', name: new Date(atMs).toISOString() } }),
    ]);
  }
  await maintain(db, { clusterKey: cluster.clusterKey, fence: cluster.fence, now: startMs });
  expect(await names()).toEqual([new Date(youngMs).toISOString()]);
});
