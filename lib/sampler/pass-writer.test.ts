import { afterEach, expect, test } from 'vitest';
import { silentLogger } from '#lib/core/logger.ts';
import { openDatabase, type Database } from '#lib/store/database.ts';
import { PassWriter, type PendingPass } from './pass-writer.ts';
import { ValueBook, valuesOfReadings } from './sampled-values.ts';

/** Nothing listens on port 1 of this machine: every query is refused at once. */
const AWAY = 'postgresql://nobody@127.0.0.1:1/none';
const STEP_MS = 5_000;

let db: Database;
afterEach(() => db.close());

function writer(): PassWriter {
  db = openDatabase({ url: AWAY, applicationName: 'test', logger: silentLogger });
  return new PassWriter({ db, clusterKey: 1, logger: silentLogger, lease: { fence: 1n, recover: () => Promise.resolve(true) } });
}

function pass(slot: number, over: Partial<PendingPass> = {}): PendingPass {
  const write = {
    clusterKey: 1,
    startedAtMs: slot * STEP_MS,
    stepMs: 5_000 as const,
    durationMs: 1,
    requests: 1,
    bytesOut: 1,
    bytesIn: 1,
  };
  return {
    write: { ...write, brokersAnswered: 1, brokersExpected: 1, fault: null },
    values: valuesOfReadings([]),
    parts: {},
    ...over,
  };
}

test('while the database is away passes wait, and beyond the bound the oldest are dropped and counted', async () => {
  const passes = writer();
  for (let slot = 0; slot < 70; slot++) passes.push(pass(slot));
  expect(passes.backlog).toEqual({ passes: 60, dropped: 10 });
  await passes.close(0);
});

test('large passes are bounded by memory before their number', async () => {
  const passes = writer();
  const large = () => {
    const book = new ValueBook();
    const owners = Uint32Array.of(book.owner({ kind: 'topic', topicId: 't' }));
    book.shares('topic.end_offset', owners, new Float64Array(2_000_000), Uint32Array.of(0, 2_000_000));
    return book.close();
  };
  for (let slot = 0; slot < 10; slot++) passes.push(pass(slot, { values: large() }));
  expect(passes.backlog).toEqual({ passes: 3, dropped: 7 });
  await passes.close(0);
});

test('closing does not wait for a database that is away', async () => {
  const passes = writer();
  passes.push(pass(0));
  const startedAt = performance.now();
  await passes.close(50);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
