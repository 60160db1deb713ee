import { describe, expect, test } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { passColumns, type OwnerValues } from '#lib/testing/pass-columns.ts';
import { createRandom } from '#lib/testing/random.ts';
import { decodeOwner, readSegments, type LoggedPass } from './pass-decoder.ts';
import { PassEncoder } from './pass-encoder.ts';
import { SHARDS } from './tiers.ts';
import { ValuesByOwner } from './values-by-owner.ts';

const END = METRICS['topic.end_offset'].id;
const START = METRICS['topic.start_offset'].id;
const RATE = METRICS['topic.messages_in'].id;
const STEP = 5_000;

const owner = (ownerId: number, ...columns: [number, number[]][]): OwnerValues => ({
  ownerId,
  columns: columns.map(([metricId, values]) => ({ metricId, values: Float64Array.from(values) })),
});

const byOwner = (owners: readonly OwnerValues[]): ValuesByOwner => new ValuesByOwner(passColumns(owners));

/** Values by `owner/metric` in each pass, by slot. */
function decode(passes: readonly LoggedPass[], wanted: ReadonlySet<number> | null = null): Map<number, Map<string, number[]>> {
  const bySlot = new Map(passes.map(({ slotMs }) => [slotMs, new Map<string, number[]>()]));
  for (const segment of readSegments(passes)) {
    for (const [place, { ownerId, columns }] of segment.owners.entries()) {
      if (wanted !== null && !wanted.has(ownerId)) continue;
      decodeOwner(segment, place, (slotMs, values) => {
        let at = 0;
        for (const { metricId, subs } of columns)
          bySlot.get(slotMs)?.set(`${ownerId}/${metricId}`, Array.from(values.subarray(at, (at += subs))));
      });
    }
  }
  return bySlot;
}

/** Encodes passes, the first as the start of a window, and decodes them again. */
function roundTrip(
  passes: OwnerValues[][],
  wanted: ReadonlySet<number> | null = null,
): { bytes: number[]; decoded: Map<string, number[]>[] } {
  const encoder = new PassEncoder();
  const logged = passes.flatMap((given, i): LoggedPass[] => {
    const body = encoder.encodeShard(0, byOwner(given), i * STEP, STEP, i === 0)?.body;
    return body === undefined ? [] : [{ slotMs: i * STEP, body }];
  });
  const bySlot = decode(logged, wanted);
  return {
    bytes: logged.map(({ body }) => body.length),
    decoded: passes.map((_, i) => bySlot.get(i * STEP) ?? new Map<string, number[]>()),
  };
}

describe('pass codec', () => {
  test('a window of passes comes back exactly, with gaps, falls, new owners and new partitions', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = createRandom(seed);
      const state = new Map<number, number[]>();
      const passes = Array.from({ length: 40 }, () => {
        if (random() < 0.1) state.set(Math.floor(random() * 40) * SHARDS, [0]);
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
            expect(decoded[i]?.get(`${ownerId}/${metricId}`)?.slice(0, values.length)).toEqual(Array.from(values));
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
      (n, i) => encoder.encodeShard(0, byOwner([owner(16, [END, [n]])]), i * STEP, STEP, i === 0 || i === 3)?.body,
    );
    const logged = [0, 2, 3].map((i) => ({ slotMs: i * STEP, body: bodies[i] ?? new Uint8Array() }));
    expect([...decode(logged).values()].map((values) => values.get(`16/${END}`))).toEqual([[10], undefined, [40]]);
  });

  test('a metric that is not in the catalogue is refused at writing', () => {
    expect(() => new PassEncoder().encodeShard(0, byOwner([owner(16, [9_999, [1]])]), 0, STEP, true)).toThrow(
      /9999 is not in the catalogue/,
    );
  });
});
