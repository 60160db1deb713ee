import { describe, expect, test } from 'vitest';
import { NO_PRESSURE, nextPace, paceOf, type PaceMemory, type PaceReading } from './pace.ts';

const SMALL = 100;
const LARGE = 20_000;
const reading = (over: Partial<PaceReading> = {}): PaceReading => ({
  at: 0,
  durationMs: 100,
  mute: 0,
  brokers: 3,
  isSinking: false,
  isFasterAffordable: () => true,
  ...over,
});

/** The pace after a run of passes; each starts one interval after the one before. */
function run(
  partitions: number,
  passes: readonly Partial<PaceReading>[],
  from: { memory: PaceMemory; at: number } = { memory: NO_PRESSURE, at: 0 },
) {
  let { memory, at } = from;
  for (const pass of passes) {
    memory = nextPace(memory, partitions, reading({ at, ...pass }));
    at += paceOf(memory, partitions).stepMs;
  }
  return { memory, at, pace: paceOf(memory, partitions) };
}
const times = (count: number, pass: Partial<PaceReading>) => Array.from({ length: count }, () => pass);

describe('back-off', () => {
  test.each([
    ['light passes change nothing', SMALL, times(50, { durationMs: 1_900 }), 5_000, 'size'],
    ['two heavy passes are no trend', SMALL, times(2, { durationMs: 2_100 }), 5_000, 'size'],
    ['three heavy passes in a row slow down', SMALL, times(3, { durationMs: 2_100 }), 15_000, 'back_off'],
    [
      'a light one between them starts the count anew',
      SMALL,
      [...times(2, { durationMs: 2_100 }), { durationMs: 100 }, ...times(2, { durationMs: 2_100 })],
      5_000,
      'size',
    ],
    ['what is heavy for 5 s may be light for 15 s', SMALL, times(30, { durationMs: 4_000 }), 15_000, 'back_off'],
    ['heavier passes go on to the last step and no further', SMALL, times(30, { durationMs: 30_000 }), 60_000, 'back_off'],
    ['a large cluster starts at 15 s', LARGE, times(3, { durationMs: 5_000 }), 15_000, 'size'],
    ['and has one step above it', LARGE, times(9, { durationMs: 7_000 }), 60_000, 'back_off'],
    ['one mute broker of three is no load', SMALL, times(30, { durationMs: 2_500, mute: 1 }), 5_000, 'size'],
    ['two of three that come too late are', SMALL, times(3, { durationMs: 2_500, mute: 2 }), 15_000, 'back_off'],
  ] as const)('%s', (_name, partitions, passes, stepMs, reason) => {
    expect(run(partitions, passes).pace).toEqual({ stepMs, reason });
  });

  test('faster again only after five minutes in which the faster cadence would have been light', () => {
    const slow = run(SMALL, times(3, { durationMs: 2_100 }));
    // 15 s a pass: twenty passes are five minutes.
    expect(run(SMALL, times(20, { durationMs: 900 }), slow).pace).toEqual({ stepMs: 15_000, reason: 'back_off' });
    expect(run(SMALL, times(21, { durationMs: 900 }), slow).pace).toEqual({ stepMs: 5_000, reason: 'size' });
    // 1.1 s would be more than a fifth of 5 s.
    expect(run(SMALL, times(100, { durationMs: 1_100 }), slow).pace.stepMs).toBe(15_000);
    const interrupted = [...times(19, { durationMs: 900 }), { durationMs: 1_100 }, ...times(19, { durationMs: 900 })];
    expect(run(SMALL, interrupted, slow).pace.stepMs).toBe(15_000);
  });
});

describe('budget', () => {
  test('a bucket that sinks although slower readings wait slows the passes down, one step at a time', () => {
    expect(run(SMALL, times(2, { isSinking: true })).pace).toEqual({ stepMs: 5_000, reason: 'size' });
    expect(run(SMALL, times(3, { isSinking: true })).pace).toEqual({ stepMs: 15_000, reason: 'budget' });
    expect(run(SMALL, times(30, { isSinking: true })).pace).toEqual({ stepMs: 60_000, reason: 'budget' });
  });

  test('a mute broker does not excuse from the budget', () => {
    expect(run(SMALL, times(3, { isSinking: true, mute: 1 })).pace.reason).toBe('budget');
  });

  test('faster again once the faster cadence has been affordable for five minutes', () => {
    const slow = run(SMALL, times(3, { isSinking: true }));
    expect(run(SMALL, times(100, { isFasterAffordable: () => false }), slow).pace.stepMs).toBe(15_000);
    const asked: number[] = [];
    const affordable = (stepMs: number) => asked.push(stepMs) > 0;
    expect(run(SMALL, times(21, { isFasterAffordable: affordable }), slow).pace).toEqual({ stepMs: 5_000, reason: 'size' });
    expect(new Set(asked)).toEqual(new Set([5_000]));
  });
});

test('two causes at once: the stronger one names itself, and either ends by itself', () => {
  const both = run(SMALL, times(6, { isSinking: true, durationMs: 2_100 }));
  expect(both.pace).toEqual({ stepMs: 60_000, reason: 'budget' });
});

test('a cluster that grows beyond the small size is not slowed down twice for it', () => {
  const { memory } = run(SMALL, times(3, { durationMs: 2_100 }));
  expect(paceOf(memory, LARGE)).toEqual({ stepMs: 60_000, reason: 'back_off' });
  expect(paceOf(NO_PRESSURE, LARGE)).toEqual({ stepMs: 15_000, reason: 'size' });
});
