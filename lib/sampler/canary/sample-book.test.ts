import { describe, expect, test } from 'vitest';
import { histogramCount } from '#lib/core/latency-histogram.ts';
import { BrokerWatch } from './broker-watch.ts';
import { SampleBook, type Sample, type SampleResult } from './sample-book.ts';
import { StallWatch } from './stall-watch.ts';
import { summarizeBroker } from './summarize.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 25, 12);
const fault = (code: string) => ({ code, kafkaCode: null, message: code, nodeId: 1 });
const never = (): number => 0;
const always = (from: number, to: number): number => to - from;

function sample(result: SampleResult, changes: Partial<Sample> = {}): Sample {
  return { nodeId: 1, kind: 'e2e', atMs: NOON, from: 100, to: 110, result, ...changes };
}

describe('counting', () => {
  test('each outcome has a counter of its own', () => {
    const book = new SampleBook();
    for (const result of [
      { is: 'ok', latencyMs: 3 },
      { is: 'ok', latencyMs: 7_000 },
      { is: 'failed', fault: fault('BROKER_TIMEOUT') },
      { is: 'failed', fault: fault('REQUEST_TIMED_OUT') },
      { is: 'failed', fault: fault('NOT_ENOUGH_REPLICAS') },
      { is: 'lost' },
      { is: 'duplicate' },
    ] satisfies SampleResult[])
      book.add(sample(result));
    expect(book.settle(never)).toHaveLength(7);
    const { e2e, produce } = summarizeBroker(book.window(NOON + 5_000, MINUTE).get(1));
    expect(e2e).toMatchObject({
      ok: 2,
      timeout: 2,
      errors: { NOT_ENOUGH_REPLICAS: 1 },
      lost: 1,
      late: 1,
      duplicate: 1,
      flagged: 0,
      maxMs: 7_000,
      successShare: 2 / 6,
    });
    expect(produce).toMatchObject({ ok: 0, p50Ms: null, maxMs: null, successShare: null });
  });

  test('what happened while the process stood still is counted, but is neither a latency nor a failure', () => {
    const book = new SampleBook();
    book.add(sample({ is: 'ok', latencyMs: 900 }));
    book.add(sample({ is: 'failed', fault: fault('BROKER_TIMEOUT') }));
    book.add(sample({ is: 'lost' }));
    expect(book.settle(always)).toEqual([]);
    const tally = book.window(NOON, MINUTE).get(1)?.e2e;
    expect(tally).toMatchObject({ ok: 1, timeout: 0, lost: 0, flagged: 3 });
    expect(tally === undefined ? null : histogramCount(tally.histogram)).toBe(0);
  });

  test('a short stall spoils a latency, but explains no timeout, no loss and no answer of a broker', () => {
    const book = new SampleBook();
    const long = { from: 0, to: 5_000 };
    book.add(sample({ is: 'ok', latencyMs: 5_000 }, long));
    book.add(sample({ is: 'failed', fault: fault('BROKER_TIMEOUT') }, long));
    book.add(sample({ is: 'lost' }, long));
    book.add(sample({ is: 'duplicate' }, long));
    expect(book.settle(() => 80)).toHaveLength(3);
    expect(book.window(NOON, MINUTE).get(1)?.e2e).toMatchObject({ ok: 1, timeout: 1, lost: 1, duplicate: 1, flagged: 1 });
  });

  test('nothing counts before it is known whether it may be trusted', () => {
    const book = new SampleBook();
    book.add(sample({ is: 'ok', latencyMs: 1 }));
    expect(book.window(NOON, MINUTE).size).toBe(0);
  });

  test('a window holds what ended in it', () => {
    const book = new SampleBook();
    for (let second = 0; second < 300; second += 10) book.add(sample({ is: 'ok', latencyMs: 1 }, { atMs: NOON + second * 1000 }));
    book.settle(never);
    const now = NOON + 299_000;
    // Six whole slots and the one that the window begins in.
    expect(book.window(now, MINUTE).get(1)?.e2e.ok).toBe(7);
    expect(book.window(now, 5 * MINUTE).get(1)?.e2e.ok).toBe(30);
    expect(book.window(now + 10 * MINUTE, MINUTE).size).toBe(0);
  });
});

describe('minutes to be stored', () => {
  test('a minute is given whole each time something came to it, and again when it could not be stored', () => {
    const book = new SampleBook();
    const add = (atMs: number): void => {
      book.add(sample({ is: 'ok', latencyMs: 1 }, { atMs }));
      book.settle(never);
    };
    add(NOON);
    add(NOON + 1_000);
    const taken = book.takeChanged(NOON);
    expect(taken.map(({ minuteMs, kind, tally }) => [minuteMs, kind, tally.ok])).toEqual([[NOON, 'e2e', 2]]);
    expect(book.takeChanged(NOON)).toEqual([]);
    book.putBack(taken);
    add(NOON + MINUTE);
    expect(book.takeChanged(NOON).map(({ minuteMs, tally }) => [minuteMs, tally.ok])).toEqual([
      [NOON, 2],
      [NOON + MINUTE, 1],
    ]);
  });

  test('while nothing can be stored the last hour is kept', () => {
    const book = new SampleBook();
    for (let minute = 0; minute < 200; minute += 1) {
      book.add(sample({ is: 'ok', latencyMs: 1 }, { atMs: NOON + minute * MINUTE }));
      book.settle(never);
    }
    const minutes = book.takeChanged(NOON + 200 * MINUTE).map(({ minuteMs }) => (minuteMs - NOON) / MINUTE);
    expect([minutes.length, minutes[0], minutes.at(-1)]).toEqual([60, 140, 199]);
  });
});

describe('a process that stood still', () => {
  /** A watch that beat every 20 ms but for the times between. */
  function beaten(until: number, still: readonly [from: number, to: number][]): StallWatch {
    const watch = new StallWatch(0);
    for (let at = 20; at <= until; at += 20) if (!still.some(([from, to]) => at > from && at < to)) watch.beat(at);
    return watch;
  }

  test('is told for the time it took, and for no other', () => {
    const watch = beaten(6_000, [[2_000, 2_080]]);
    expect(watch.stalledMs(100, 1_990)).toBe(0);
    expect(watch.stalledMs(1_900, 2_010)).toBe(10);
    expect(watch.stalledMs(1_000, 5_000)).toBe(80);
    expect(watch.stalledMs(2_090, 5_900)).toBe(0);
  });

  test('counts from 50 ms on, and not when it is long ago', () => {
    expect(beaten(1_000, [[400, 460]]).stalledMs(0, 1_000)).toBe(0);
    expect(beaten(1_000, [[400, 480]]).stalledMs(0, 1_000)).toBe(80);
    expect(beaten(90_000, [[400, 480]]).stalledMs(0, 1_000)).toBe(0);
  });

  test('is noticed by the real event loop', async () => {
    const watch = new StallWatch(performance.now());
    const stop = watch.start(() => performance.now());
    const from = performance.now();
    while (performance.now() - from < 120);
    const to = performance.now();
    await expect.poll(() => watch.stalledMs(from, to)).toBeGreaterThan(100);
    stop();
  });
});

describe('judging a broker', () => {
  const bad = { code: 'BROKER_TIMEOUT', detail: 'mute' };

  /** One probe every two seconds, `ok` tells which succeed. */
  function watched(count: number, ok: (i: number) => boolean): BrokerWatch {
    const watch = new BrokerWatch();
    for (let i = 0; i < count; i += 1) watch.note(1, i * 2_000, NOON + i * 2_000, ok(i) ? null : bad);
    return watch;
  }

  test('below 95 % over five minutes is a warning, below 50 % over two minutes critical', () => {
    expect(watched(150, (i) => i % 25 !== 0).verdict(1, 298_000)).toBeNull();
    expect(watched(150, (i) => i % 10 !== 0).verdict(1, 298_000)).toMatchObject({ severity: 'warning', successShare: 0.9 });
    expect(watched(150, (i) => i < 100).verdict(1, 298_000)).toMatchObject({ severity: 'critical', windowMs: 120_000 });
    expect(watched(150, (i) => i < 130).verdict(1, 298_000)).toMatchObject({ severity: 'warning' });
  });

  test('a few samples decide nothing', () => {
    expect(watched(9, () => false).verdict(1, 18_000)).toBeNull();
    expect(watched(20, (i) => i % 3 !== 0).verdict(1, 40_000)).toBeNull();
  });

  test('knows since when every probe failed', () => {
    const watch = watched(10, (i) => i < 4);
    expect(watch.failing(1)).toEqual({ sinceMs: NOON + 8_000, fault: bad });
    watch.note(1, 20_000, NOON + 20_000, null);
    expect(watch.failing(1)).toBeNull();
    expect(watch.lastFault(1)).toEqual(bad);
    watch.prune(20_000 + 300_001);
    expect(watch.known()).toEqual([]);
  });
});
