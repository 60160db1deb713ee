import { expect, it } from 'vitest';
import type { CanarySeriesAnswer } from '#lib/contracts/canary.ts';
import { canaryAnswer } from './canary-answer.ts';

const answer = (times: number[], latencyMs: (number | null)[]): CanarySeriesAnswer => ({
  kind: 'e2e',
  quantile: 0.99,
  bucketMs: 60_000,
  times,
  latencyMs,
  ok: times.map(() => 1),
  failed: times.map(() => 0),
});

it('puts brokers on one grid of times, and what is missing is unknown', () => {
  const merged = canaryAnswer(
    [
      { nodeId: 1, answer: answer([0, 60_000], [3, null]) },
      { nodeId: 2, answer: answer([60_000], [8]) },
      { nodeId: 3, answer: undefined },
    ],
    4,
  );
  expect(merged?.series.map(({ mean }) => mean)).toEqual([
    [3, null],
    [null, 8],
    [null, null],
  ]);
  expect(merged).toMatchObject({ unit: 'milliseconds', hidden: 4, coverage: 1 });
});

it('is not there before the first answer', () => {
  expect(canaryAnswer([{ nodeId: 1, answer: undefined }], 0)).toBeUndefined();
});
