import { expect, it } from 'vitest';
import { isSweepWorth } from './sweep-forever.ts';

const MIB = 1_048_576;

it('sweeps once after the start, and then only when enough garbage has gathered above what stays', () => {
  expect(isSweepWorth(60 * MIB, null)).toBe(true);
  expect(isSweepWorth(100 * MIB, 90 * MIB)).toBe(false);
  expect(isSweepWorth(120 * MIB, 90 * MIB)).toBe(true);
});
