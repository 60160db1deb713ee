import { expect, test } from 'vitest';
import { ExactSums } from './exact-sums.ts';

test.each<[string, (number | bigint)[]]>([
  ['small numbers', [1, 2, 3]],
  ['numbers that together pass 2^53', [2 ** 52, 2 ** 52, 2 ** 52, 1]],
  ['numbers just below the carry', [2 ** 52 - 1, 2 ** 52 - 1, 2 ** 52 - 1]],
  ['bigint beyond 2^63', [2n ** 63n, 5, 2n ** 62n]],
])('sums %s exactly', (_name, values) => {
  const sums = new ExactSums(2);
  for (const value of values) {
    if (typeof value === 'bigint') sums.addBig(1, value);
    else sums.add(1, value);
  }
  expect(sums.get(1)).toBe(values.reduce<bigint>((total, value) => total + BigInt(value), 0n));
  expect(sums.get(0)).toBe(0n);
});
