import { expect, test } from 'vitest';
import { judgePartition, STANDING, stopAfterMs, type PartitionFacts } from './judge-partition.ts';
import { DEFAULT_LAG_RULES as RULES } from './lag-rules.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const ago = (minutes: number) => NOW - minutes * MINUTE;

/** A partition that is a little behind and reads on. */
const facts = (over: Partial<PartitionFacts> = {}): PartitionFacts => ({
  nowMs: NOW,
  lag: 50,
  isLost: false,
  ageMs: 2_000,
  zeroAtMs: ago(60),
  flatSinceMs: NOW,
  rewoundAtMs: NaN,
  isEmpty: false,
  stopAfterMs: 5 * MINUTE,
  ...over,
});

test.each<[string, Partial<PartitionFacts>, keyof typeof STANDING]>([
  ['at the end', { lag: 0, flatSinceMs: ago(600) }, 'ok'],
  ['reads on', {}, 'ok'],
  ['was at the end a moment ago', { zeroAtMs: ago(1), flatSinceMs: ago(8) }, 'ok'],
  ['was, but the next record is too old', { zeroAtMs: ago(6), flatSinceMs: ago(6), ageMs: 6 * MINUTE }, 'stuck'],
  ['stands still just too short', { flatSinceMs: ago(4.9) }, 'ok'],
  ['stands still', { flatSinceMs: ago(5) }, 'stuck'],
  [
    'stood still with nothing to read, and has something since a moment',
    { flatSinceMs: ago(600), zeroAtMs: ago(11), ageMs: 2_000, stopAfterMs: 12 * MINUTE },
    'ok',
  ],
  ['a group that commits every ten minutes may stand still longer', { flatSinceMs: ago(20), stopAfterMs: 30 * MINUTE }, 'ok'],
  [
    'nobody is there and the next record waits',
    { isEmpty: true, flatSinceMs: ago(1), zeroAtMs: NaN, ageMs: 7 * MINUTE },
    'stuck',
  ],
  ['nobody is there, first seen just now', { isEmpty: true, flatSinceMs: NOW, zeroAtMs: NaN, ageMs: 4 * MINUTE }, 'ok'],
  [
    'members are there: a first look says nothing of standing still',
    { flatSinceMs: ago(1), zeroAtMs: NaN, ageMs: 7 * MINUTE },
    'slow',
  ],
  ['too old, but reading', { ageMs: 6 * MINUTE }, 'slow'],
  ['an age that is not known is not too old', { ageMs: NaN }, 'ok'],
  ['retention overtook it', { isLost: true, zeroAtMs: ago(1) }, 'lost'],
  ['set back and reading again', { rewoundAtMs: ago(30), ageMs: 600 * MINUTE }, 'rewind'],
  ['set back a moment ago, still standing', { rewoundAtMs: ago(7), flatSinceMs: ago(7) }, 'rewind'],
  ['set back long ago, and standing', { rewoundAtMs: ago(30), flatSinceMs: ago(30) }, 'stuck'],
])('%s', (_name, over, standing) => {
  expect(judgePartition(facts(over), RULES)).toBe(STANDING[standing]);
});

test.each([
  ['five minutes for those who commit often', 2_000, 5 * MINUTE],
  ['five minutes while it is not known', null, 5 * MINUTE],
  ['three gaps for those who commit rarely', 4 * MINUTE, 12 * MINUTE],
])('may stand still for %s', (_name, gap, expected) => {
  expect(stopAfterMs(RULES, gap)).toBe(expected);
});
