import { describe, expect, it } from 'vitest';
import { slowSides, type SlowFigures } from './slow-sides.ts';

const figures = (over: Partial<SlowFigures> = {}): SlowFigures => ({
  canaryP99Ms: 20,
  isCanaryFailing: false,
  roundTripMs: 5,
  produceP99Ms: 30,
  replicasBehind: 0,
  isrLeaves: 0,
  ...over,
});
const slow = (own: SlowFigures, others: SlowFigures[], isTold = false) =>
  slowSides(own, others, isTold)
    .filter(({ state }) => state === 'slow')
    .map(({ side }) => side);

describe('sides of slowness', () => {
  const peers = [figures(), figures({ canaryP99Ms: 24 })];

  it('a broker like the others is fine from all of them', () => {
    expect(slowSides(figures(), peers, false).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'fine'));
  });

  it('each side speaks for itself', () => {
    expect(slow(figures({ canaryP99Ms: 300, produceP99Ms: 500 }), peers)).toEqual(['canary', 'request']);
    expect(slow(figures({ replicasBehind: 4, isrLeaves: 2 }), peers)).toEqual(['replicas', 'isr']);
  });

  it('a failing canary is worse than any latency, also without one', () => {
    expect(slow(figures({ canaryP99Ms: null, isCanaryFailing: true }), peers)).toEqual(['canary']);
  });

  it('what Farol reports stays told while the last pass was quick by chance', () => {
    expect(slow(figures(), peers, true)).toEqual(['roundTrip']);
  });

  it('a slow cluster is no slow broker, and a blip of some milliseconds is nothing', () => {
    expect(slow(figures({ canaryP99Ms: 900 }), [figures({ canaryP99Ms: 800 }), figures({ canaryP99Ms: 950 })])).toEqual([]);
    expect(slow(figures({ roundTripMs: 40 }), [figures({ roundTripMs: 1 }), figures({ roundTripMs: 1 })])).toEqual([]);
  });

  it('what was not measured clears nobody', () => {
    const [canary] = slowSides(figures({ canaryP99Ms: null }), peers, false);
    expect(canary).toMatchObject({ state: 'unknown', value: null, normal: 20 });
  });
});
