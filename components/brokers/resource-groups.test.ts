import { expect, it } from 'vitest';
import { METRICS } from '#lib/catalog/metrics.ts';
import { REQUEST_KINDS, RESOURCE_GROUPS, TIME_PARTS, WHOLE_TIMES, requestMetric } from './resource-groups.ts';

it('shows every reading of a source in exactly one place', () => {
  const shown: string[] = [
    ...RESOURCE_GROUPS.flatMap(({ metrics }) => [...metrics]),
    ...REQUEST_KINDS.flatMap((kind) => [
      ...WHOLE_TIMES.map((time) => requestMetric(kind, time)),
      ...TIME_PARTS.map((part) => requestMetric(kind, `${part}_p99`)),
    ]),
  ];
  // The catalogue keeps the readings of brokers' own sources in 100–199.
  const readings = Object.entries(METRICS)
    .filter(([, { id }]) => id >= 100 && id < 200)
    .map(([name]) => name);
  expect(shown.toSorted()).toEqual(readings.toSorted());
});
