import { expect, it } from 'vitest';
import { behindWords, sharedSpan } from './behind-bounds.ts';

it('tells being at the end, a known age, and bounds apart', () => {
  expect(behindWords({ lower: 0, upper: 0 })).toEqual({ kind: 'none' });
  expect(behindWords({ lower: 89.622, upper: 89.622 })).toEqual({ kind: 'exact', seconds: 90 });
  expect(behindWords({ lower: 60, upper: 75 })).toEqual({ kind: 'between', lower: 60, upper: 75 });
  expect(behindWords({ lower: 0, upper: 4.97 })).toEqual({ kind: 'upTo', upper: 5 });
  expect(behindWords({ lower: 2_400, upper: null })).toEqual({ kind: 'atLeast', lower: 2_400 });
});

it('rounds outward only, to what is written', () => {
  expect(behindWords({ lower: 12.9, upper: 17.1 })).toEqual({ kind: 'between', lower: 12, upper: 18 });
  // 1 h 2 min 59 s to 1 h 4 min 1 s: seconds are not written beside hours.
  expect(behindWords({ lower: 3_779, upper: 3_841 })).toEqual({ kind: 'between', lower: 3_720, upper: 3_900 });
  expect(behindWords({ lower: 90_000, upper: 93_601 })).toEqual({ kind: 'between', lower: 90_000, upper: 97_200 });
  expect(behindWords({ lower: 7_199, upper: null })).toEqual({ kind: 'atLeast', lower: 7_140 });
});

it('never says less than a second as a certain zero', () => {
  expect(behindWords({ lower: 0, upper: 0.2 })).toEqual({ kind: 'upTo', upper: 1 });
  expect(behindWords({ lower: 0.4, upper: null })).toEqual({ kind: 'atLeast', lower: 0 });
});

it('says once what both ends of a span share', () => {
  expect(sharedSpan('2 h 45 min', '2 h 53 min')).toEqual({ lower: '2 h 45', upper: '53 min' });
  expect(sharedSpan('2\u00a0h 45\u00a0min', '2\u00a0h 53\u00a0min')).toEqual({ lower: '2\u00a0h 45', upper: '53\u00a0min' });
  expect(sharedSpan('45 s', '56 s')).toEqual({ lower: '45', upper: '56 s' });
  expect(sharedSpan('1 h 59 min', '2 h 1 min')).toEqual({ lower: '1 h 59 min', upper: '2 h 1 min' });
  expect(sharedSpan('58 s', '1 min 2 s')).toEqual({ lower: '58 s', upper: '1 min 2 s' });
  expect(sharedSpan('2 h', '3 d')).toEqual({ lower: '2 h', upper: '3 d' });
});
