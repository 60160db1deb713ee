import { describe, expect, test } from 'vitest';
import { createRandom } from '#lib/testing/random.ts';
import { bytesNeeded, decodeBlock, encodeBlock, type Block, type BlockColumn } from './block-codec.ts';

const SLOTS = 60;

function column(values: Iterable<number>, more: Partial<BlockColumn> = {}): BlockColumn {
  const array = Float64Array.from(values);
  return { metricId: 40, channel: 'value', scale: 1, subs: array.length / SLOTS, values: array, ...more };
}

const blockOf = (...columns: BlockColumn[]): Block => ({ stepMs: 5_000, slots: SLOTS, columns });

function roundTrip(block: Block): { bytes: number; columns: BlockColumn[] } {
  const body = encodeBlock(block);
  if (body === null) return { bytes: 0, columns: [] };
  const decoded = decodeBlock(body);
  expect(decoded).toMatchObject({ stepMs: block.stepMs, slots: block.slots });
  return { bytes: body.length, columns: [...(decoded?.columns ?? [])] };
}

describe('block codec', () => {
  test('random walks with gaps, falls, resets and stretches of rest come back exactly', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed);
      const subs = 1 + Math.floor(random() * 25);
      const values: number[] = [];
      for (let sub = 0; sub < subs; sub++) {
        let value = Math.floor(random() * 10 ** Math.floor(random() * 15));
        for (let slot = 0; slot < SLOTS; slot++) {
          const dice = random();
          if (dice < 0.1) value -= Math.floor(random() * 1e6);
          else if (dice < 0.12) value = 0;
          else if (dice < 0.6) value += Math.floor(random() * 10 ** Math.floor(random() * 7));
          values.push(random() < 0.15 ? Number.NaN : value);
        }
      }
      expect(roundTrip(blockOf(column(values))).columns).toEqual([column(values)]);
    }
  });

  test('a gap is not a zero: unknown slots stay unknown between zeros', () => {
    const values = Array.from({ length: SLOTS }, (_, i) => (i % 3 === 0 ? Number.NaN : 0));
    expect(roundTrip(blockOf(column(values))).columns[0]?.values).toEqual(Float64Array.from(values));
  });

  test('rates keep the precision of their scale', () => {
    const values = Array.from({ length: SLOTS }, (_, i) => i * 1.23456);
    const decoded = roundTrip(blockOf(column(values, { scale: 100 }))).columns[0]?.values ?? [];
    for (const [i, value] of values.entries()) expect(decoded[i]).toBeCloseTo(value, 2);
  });

  test('offsets beyond 2^53 come back as the nearest double, and small steps after them are kept', () => {
    const values = Array.from({ length: SLOTS }, (_, i) => 2 ** 53 + i * 2);
    values[10] = 2 ** 62;
    values[11] = -(2 ** 62);
    expect(roundTrip(blockOf(column(values))).columns[0]?.values).toEqual(Float64Array.from(values));
  });

  test('infinite values are unknown', () => {
    const values = Array.from({ length: SLOTS }, () => 1);
    values[3] = Number.POSITIVE_INFINITY;
    expect(roundTrip(blockOf(column(values))).columns[0]?.values[3]).toBeNaN();
  });

  test('a block without a known value is not stored, and a column without one is left out', () => {
    const unknown = column(new Array<number>(SLOTS).fill(Number.NaN), { metricId: 41 });
    expect(encodeBlock(blockOf(unknown))).toBeNull();
    const known = column(new Array<number>(SLOTS).fill(7));
    expect(roundTrip(blockOf(unknown, known)).columns.map((c) => c.metricId)).toEqual([40]);
  });

  test('channels and scales of several metrics are kept apart', () => {
    const of = (metricId: number, channel: BlockColumn['channel'], scale: number, value: number): BlockColumn =>
      column(new Array<number>(SLOTS).fill(value), { metricId, channel, scale });
    const decoded = roundTrip(
      blockOf(of(42, 'max', 100, 9.99), of(42, 'value', 100, 5.55), of(42, 'min', 100, 1.11), of(40, 'value', 1, 8)),
    );
    expect(decoded.columns.map((c) => [c.metricId, c.channel, c.scale, c.values[59]])).toEqual([
      [40, 'value', 1, 8],
      [42, 'value', 100, 5.55],
      [42, 'min', 100, 1.11],
      [42, 'max', 100, 9.99],
    ]);
  });

  test('20 idle partitions take less than 0.2 bytes a value, 20 steady ones less than 1.2', () => {
    const random = createRandom(3);
    const idle = Array.from({ length: 20 * SLOTS }, (_, i) => 5e8 + Math.floor(i / SLOTS));
    expect(roundTrip(blockOf(column(idle))).bytes / idle.length).toBeLessThan(0.2);
    let offset = 0;
    // 500 messages a second: steps of about 2500, which alone would need two bytes.
    const steady = Array.from(
      { length: 20 * SLOTS },
      (_, i) => (offset = i % SLOTS === 0 ? 5e8 : offset + 2500 + Math.round(20 * (random() - 0.5))),
    );
    expect(roundTrip(blockOf(column(steady))).bytes / steady.length).toBeLessThan(1.2);
  });

  test('the first bytes suffice for whole-owner metrics; a partition metric cut off is told, not guessed', () => {
    const random = createRandom(9);
    const wide = column(
      Array.from({ length: 50 * SLOTS }, () => random() * 1e9),
      { metricId: 40 },
    );
    const narrow = column(
      Array.from({ length: SLOTS }, (_, i) => i),
      { metricId: 42, scale: 100 },
    );
    const body = encodeBlock(blockOf(wide, narrow));
    if (body === null) throw new Error('nothing encoded');
    const prefix = body.subarray(0, 1_000);
    expect(decodeBlock(prefix, (id) => id === 42)?.columns[0]?.values).toEqual(narrow.values);
    expect(decodeBlock(prefix, (id) => id === 40)).toBeNull();
    expect(decodeBlock(body.subarray(0, 6), (id) => id === 42)).toBeNull();
    const needed = bytesNeeded(body.subarray(0, 64), (id) => id === 42) ?? 0;
    expect(decodeBlock(body.subarray(0, needed), (id) => id === 42)?.columns).toHaveLength(1);
    expect(decodeBlock(body.subarray(0, needed - 1), (id) => id === 42)).toBeNull();
    expect(bytesNeeded(body.subarray(0, 6), () => true)).toBeNull();
  });

  test('bytes of an unknown version are refused', () => {
    expect(() => decodeBlock(Uint8Array.of(9, 0, 0, 0))).toThrow(/version 9/);
  });

  test('a run that overflows its column is refused', () => {
    const body = encodeBlock(blockOf(column(new Array<number>(SLOTS).fill(0))));
    if (body === null) throw new Error('nothing encoded');
    body[body.length - 1] = 0x7f;
    expect(() => decodeBlock(body)).toThrow(RangeError);
  });
});
