import type { CoveredRate, CoveredSum } from '#lib/contracts/common.ts';

/** A sum for people, with what it covers; nothing known is null, not zero. */
export function coveredSum(value: bigint, known: number, total: number): CoveredSum {
  return { value: known > 0 ? value.toString() : null, known, total };
}

/** A rate for people, with what it covers, to a hundredth. */
export function coveredRate(value: number, known: number, total: number): CoveredRate {
  return { value: known > 0 ? toHundredth(value) : null, known, total };
}

/** Rates are stored and shown to a hundredth: more digits are noise of the clock. */
export function toHundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
