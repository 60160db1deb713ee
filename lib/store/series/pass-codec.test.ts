import { describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { createRandom } from '#lib/testing/random.ts';
import { PassEncoder, ShardDecoder } from './pass-codec.ts';
import type { OwnerValues } from './types.ts';

const END = METRICS['topic.end_offset'].id;
const START = METRICS['topic.start_offset'].id;
const RATE = METRICS['topic.messages_in'].id;
const STEP = 5_000;

const owner = (ownerId: number, ...columns: [number, number[]][]): OwnerValues => ({
  ownerId,
  columns: columns.map(([metricId, values]) => ({ metricId, values: Float64Array.from(values) })),
});

/** Encodes passes (null = keyframe forced by a new window) and decodes them again. */
function roundTrip(
  passes: OwnerValues[][],
  wanted: ReadonlySet<number> | null = null,
): { bytes: number[]; decoded: ReadonlyMap<string, readonly number[]>[] } {
  const encoder = new PassEncoder();
  const decoder = new ShardDecoder(wanted);
  const bytes: number[] = [];
  const decoded = passes.map((given, i) => {
    const body = encoder.encodeShard(0, given, i * STEP, STEP, i === 0)?.body;
    bytes.push(body?.length ?? 0);
    const owners = body === undefined ? [] : decoder.apply(i * STEP, body);
    return new Map(owners.flatMap((o) => o.columns.map((c) => [`${o.ownerId}/${c.metricId}`, [...c.values]] as const)));
  });
  return { bytes, decoded };
}

describe('pass codec', () => {
  test('a window of passes comes back exactly, with gaps, falls, new owners and new partitions', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = createRandom(seed);
      const state = new Map<number, number[]>();
      const passes = Array.from({ length: 40 }, () => {
        if (random() < 0.1) state.set(Math.floor(random() * 40), [0]);
        return [...state].flatMap(([id, values]) => {
          if (random() < 0.05) values.push(0);
          for (const p of values.keys()) values[p] = (values[p] ?? 0) + Math.floor(random() * 1e5) - (random() < 0.05 ? 1e6 : 0);
          if (random() < 0.1) return [];
          return [
            owner(
              id,
              [END, values.map((value) => (random() < 0.1 ? Number.NaN : value))],
              [RATE, [Math.round(random() * 1e6) / 100]],
            ),
          ];
        });
      });
      const { decoded } = roundTrip(passes);
      for (const [i, pass] of passes.entries()) {
        for (const { ownerId, columns } of pass) {
          for (const { metricId, values } of columns)
            expect(decoded[i]?.get(`${ownerId}/${metricId}`)?.slice(0, values.length)).toEqual([...values]);
        }
        // What was not in the pass is unknown in it, whatever was known before.
        const given = new Set(pass.map((o) => o.ownerId));
        const others = [...(decoded[i] ?? [])].filter(([key]) => !given.has(Number(key.split('/')[0])));
        expect(others.flatMap(([, values]) => values).every(Number.isNaN)).toBe(true);
      }
    }
  });

  test('an owner without change costs one byte a pass', () => {
    const { bytes } = roundTrip(Array.from({ length: 3 }, () => [owner(16, [END, [1e9, 2e9, 3e9]], [START, [1, 2, 3]])]));
    // version, kind, step, distance, and one length
    expect(bytes.slice(1)).toEqual([5, 5]);
  });

  test('metrics that come every few passes do not force keyframes', () => {
    const with_ = owner(16, [END, [1e9]], [START, [1e8]]);
    const without = owner(16, [END, [1e9]]);
    const { bytes, decoded } = roundTrip([[with_], [without], [without], [with_]]);
    expect(bytes.slice(1).every((size) => size < (bytes[0] ?? 0))).toBe(true);
    expect(decoded.map((pass) => pass.get(`16/${START}`)?.[0])).toEqual([1e8, Number.NaN, Number.NaN, 1e8]);
  });

  test('owners that are not wanted are skipped, the others are untouched', () => {
    const pass = (n: number): OwnerValues[] => [
      owner(0, [END, [n]]),
      owner(16, [END, [n * 2, n * 3]]),
      owner(32, [END, [n * 4]]),
    ];
    const { decoded } = roundTrip([pass(1), pass(5), pass(9)], new Set([16]));
    expect(decoded.map((d) => [...d])).toEqual([[[`16/${END}`, [2, 3]]], [[`16/${END}`, [10, 15]]], [[`16/${END}`, [18, 27]]]]);
  });

  test('after a lost pass the values are unknown until the next keyframe, never wrong', () => {
    const encoder = new PassEncoder();
    const bodies = [10, 20, 30, 40].map(
      (n, i) => encoder.encodeShard(0, [owner(16, [END, [n]])], i * STEP, STEP, i === 0 || i === 3)?.body,
    );
    const decoder = new ShardDecoder();
    const seen = [0, 2, 3].map((i) =>
      decoder.apply(i * STEP, bodies[i] ?? new Uint8Array()).map((o) => [...(o.columns[0]?.values ?? [])]),
    );
    expect(seen).toEqual([[[10]], [], [[40]]]);
  });

  test('a metric that is not in the catalogue is refused at writing', () => {
    expect(() => new PassEncoder().encodeShard(0, [owner(16, [9_999, [1]])], 0, STEP, true)).toThrow(
      /9999 is not in the catalogue/,
    );
  });
});
