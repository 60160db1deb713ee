import { expect, test } from 'vitest';
import { METRICS, type Metric } from './metrics.ts';

test('numbers in stored blocks are never shared', () => {
  const ids = Object.values(METRICS).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(Object.entries(METRICS) as [string, Metric][])(
  '%s belongs to the owner in its name, and percentiles are never added up',
  (name, metric) => {
    expect(name.startsWith(`${metric.owner}.`)).toBe(true);
    expect(metric.drawn === 'max' && metric.additive).toBe(false);
    expect(/_p(50|9+)$/.test(name) && metric.drawn !== 'max').toBe(false);
  },
);
