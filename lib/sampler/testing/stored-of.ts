import type { OwnerRef } from '#lib/store/series/types.ts';
import { buildBrokers } from '../build-brokers.ts';
import { ownerValuesInSteps } from '../build-owner-values.ts';
import type { DerivedPass } from '../derive-pass.ts';
import type { SampledValues } from '../sampled-values.ts';

/** What is stored of one owner, by metric. */
export interface StoredOwner {
  ref: OwnerRef;
  columns: { metricId: number; values: number[] }[];
}

/** Everything that is stored of a pass, owner by owner. */
export function storedOf(derived: DerivedPass): StoredOwner[] {
  const steps = ownerValuesInSteps(derived, { brokers: buildBrokers(derived), readings: [], before: [] });
  let step = steps.next();
  while (!step.done) step = steps.next();
  return byOwner(step.value);
}

/** Sampled values owner by owner, in the order in which owners stand there. */
export function byOwner({ owners, columns }: SampledValues): StoredOwner[] {
  const stored = owners.map((ref): StoredOwner => ({ ref, columns: [] }));
  for (const { metricId, owners: places, values, starts } of columns) {
    for (const [i, place] of places.entries()) {
      const own = starts === null ? values.slice(i, i + 1) : values.slice(starts[i], starts[i + 1]);
      stored[place]?.columns.push({ metricId, values: [...own] });
    }
  }
  return stored;
}
