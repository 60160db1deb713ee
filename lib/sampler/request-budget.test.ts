import { expect, test } from 'vitest';
import { RequestBudget } from './request-budget.ts';

/** Spends the same in each of `passes` passes. */
function spendEvenly(budget: RequestBudget, passes: number, requests: number, stepMs: number, from = 0): number {
  for (let i = 0; i < passes; i++) budget.spend(requests, from + i * stepMs);
  return from + passes * stepMs;
}

test('without a bound nothing has to wait', () => {
  const budget = new RequestBudget(null);
  spendEvenly(budget, 100, 1_000, 5_000);
  expect([budget.isOverspent, budget.isSinking, budget.affords(1)]).toEqual([false, false, true]);
});

test('within the bound nothing has to wait, and a first pass that reads everything is saved up for', () => {
  const budget = new RequestBudget(3);
  budget.spend(100, 0);
  spendEvenly(budget, 100, 14, 5_000, 5_000);
  expect(budget.isOverspent).toBe(false);
});

test('beyond the bound the savings go first, then the slower readings have to wait', () => {
  const budget = new RequestBudget(1);
  // 3 a second: two thirds of them are too many, and 60 are saved up.
  spendEvenly(budget, 5, 15, 5_000);
  expect(budget.isOverspent).toBe(false);
  spendEvenly(budget, 1, 15, 5_000, 25_000);
  expect([budget.isOverspent, budget.isSinking]).toEqual([true, true]);
});

test('a debt that is being paid back does not sink', () => {
  const budget = new RequestBudget(1);
  budget.spend(70, 0);
  expect([budget.isOverspent, budget.isSinking]).toEqual([true, true]);
  budget.spend(2, 5_000);
  expect([budget.isOverspent, budget.isSinking]).toEqual([true, false]);
  budget.spend(2, 20_000);
  expect(budget.isOverspent).toBe(false);
});

test('a cadence is affordable when the cheapest of the last passes leaves room for the slower readings', () => {
  const budget = new RequestBudget(2);
  spendEvenly(budget, 4, 40, 15_000);
  budget.spend(9, 60_000);
  // 9 requests in 5 s are 1.8 a second; 80 % of 2 are 1.6.
  expect([budget.affords(5_000), budget.affords(15_000)]).toEqual([false, true]);
  spendEvenly(budget, 11, 40, 15_000, 75_000);
  expect(budget.affords(15_000)).toBe(true);
  budget.spend(40, 300_000);
  expect(budget.affords(15_000)).toBe(false);
});
