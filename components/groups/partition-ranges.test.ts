import { expect, it } from 'vitest';
import { partitionRanges } from './partition-ranges.ts';

it.each([
  [[], ''],
  [[3], '3'],
  [[2, 0, 1], '0–2'],
  [[0, 2, 3, 7], '0, 2–3, 7'],
  [[1, 1, 2], '1–2'],
])('%j reads %j', (partitions, text) => {
  expect(partitionRanges(partitions)).toBe(text);
});
