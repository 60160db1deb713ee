import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '#lib/core/logger.ts';
import { readEvents } from '#lib/store/events/read-events.ts';
import type { NewEvent } from '#lib/store/events/types.ts';
import { ensurePartitions } from '#lib/store/series/partitions.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/postgres.ts';
import { storeCluster } from '#lib/testing/stored-cluster.ts';
import { PassWriter } from './pass-writer.ts';
import { valuesOfReadings } from './sampled-values.ts';

const STEP_MS = 5_000;

let database: TestDatabase;
const startMs = Math.floor(Date.now() / 60_000) * 60_000;
beforeAll(async () => {
  database = await createTestDatabase();
  await ensurePartitions(database.db, startMs);
});
afterAll(() => database.close());

function created(topic: string, atMs: number): NewEvent {
  const scope = { kind: 'topic' as const, name: topic };
  return { atMs, seq: 0, dedupe: topic, kind: 'topic_created', scope, touches: [`topic:${topic}`], detail: {} };
}

test('the events of a pass that could not be written come with the next one, at their own time', async () => {
  const { db } = database;
  const { clusterKey, fence, pass } = await storeCluster(db, []);
  const writer = new PassWriter({ db, clusterKey, logger: silentLogger, lease: { fence, recover: () => Promise.resolve(true) } });
  const push = async (atMs: number, topic: string) => {
    const { ownerIds: _owners, columns: _columns, fence: _fence, ...write } = pass(atMs, [], { events: [created(topic, atMs)] });
    writer.push({ write, values: valuesOfReadings([]), parts: {} });
    while (writer.backlog.passes > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await push(startMs, 'a');
  // The same slot again: the pass is refused.
  await push(startMs + 1, 'b');
  await push(startMs + STEP_MS, 'c');
  await writer.close(1_000);
  const { events } = await readEvents(db, clusterKey, { places: [], limit: 10 });
  expect(events.map(({ at, scope }) => [scope.name, Date.parse(at) - startMs])).toEqual([
    ['c', STEP_MS],
    ['b', 1],
    ['a', 0],
  ]);
});
