import { describe, expect, test } from 'vitest';
import { restoreSlowWatch, slowBrokerFacts, slowBrokerProblems, watchSlowness, type SlowWatch } from './slow-broker.ts';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const STEP_MS = 5_000;

/** A round trip in ms; null = no answer; 'down' = not in metadata. */
type Trip = number | null | 'down';

/** Follows broker 2 through passes; brokers 1 and 3 answer in `peers` ms. Tells after each pass whether 2 counts as slow. */
function follow(trips: readonly Trip[], peers: Trip = 4, watches: ReadonlyMap<number, SlowWatch> = new Map()): boolean[] {
  const broker = (nodeId: number, trip: Trip) => ({
    nodeId,
    state: trip === 'down' ? ('down' as const) : trip === null ? ('silent' as const) : ('up' as const),
    roundTripMs: typeof trip === 'number' ? trip : null,
  });
  return trips.map((trip, i) => {
    watches = watchSlowness([broker(1, peers), broker(2, trip), broker(3, peers)], watches, START + i * STEP_MS);
    return slowBrokerFacts(watches).some(({ nodeId }) => nodeId === 2);
  });
}

const times = (count: number, trip: Trip): Trip[] => Array.from({ length: count }, () => trip);
const CALM = times(10, 5);

describe('a broker counts as slow', () => {
  test.each<[string, Trip[], Trip, boolean]>([
    ['not when it is as usual', times(30, 5), 4, false],
    ['not for one blip', [...CALM, 3_000, 5], 4, false],
    ['not for one blip in its last pass', [...CALM, 3_000], 4, false],
    ['not for two passes in a row', [...CALM, 800, 800], 4, false],
    ['not for blips with calm passes between', [...CALM, 800, 800, 5, 800, 800, 5, 800, 800], 4, false],
    ['after three passes in a row', [...CALM, 800, 800, 800], 4, true],
    ['not when its peers are as slow: then it is the network or Farol', [...CALM, 800, 800, 800, 800], 500, false],
    ['not when it always was: it is far away', times(30, 300), 4, false],
    ['not without a usual of its own', times(4, 800), 4, false],
    ['not below a tenth of a second, whatever the ratio', [...times(10, 0.5), 90, 90, 90, 90], 0.4, false],
    ['a pass without an answer neither counts nor breaks the row', [...CALM, 800, null, 800, null, 800], 4, true],
    ['no answer at all is not slow: it is silent', [...CALM, ...times(9, null)], 4, false],
    ['a pass in which no peer answered says nothing', [...CALM, 800, 800, 800], null, false],
    ['a first slow connection does not spoil the usual', [2_000, ...times(9, 5), 800, 800, 800], 4, true],
    ['not after it was down: it warms up', [...CALM, 800, 800, 'down', 800], 4, false],
  ])('%s', (_name, trips, peers, expected) => {
    expect(follow(trips, peers).at(-1)).toBe(expected);
  });

  const SLOW = [...CALM, 800, 800, 800];
  test.each<[string, Trip[], boolean]>([
    ['as long as it is', times(500, 800), true],
    ['through two calm passes', [5, 5], true],
    ['no longer after three calm passes', [5, 5, 5], false],
    ['through calm passes that are not in a row', [5, 5, 800, 5, 5], true],
    ['while it is still well above its usual', times(10, 60), true],
    ['while it does not answer: unknown resolves nothing', times(10, null), true],
    ['no longer when it is down: that is told instead', ['down'], false],
  ])('%s', (_name, trips, expected) => {
    expect(follow([...SLOW, ...trips]).at(-1)).toBe(expected);
  });
});

test('a broker without peers is measured by its own usual alone', () => {
  let watches: ReadonlyMap<number, SlowWatch> = new Map();
  for (const ms of [...times(10, 5), 800, 800, 800]) {
    watches = watchSlowness([{ nodeId: 1, state: 'up', roundTripMs: ms as number }], watches, START);
  }
  expect(slowBrokerFacts(watches)).toMatchObject([{ nodeId: 1, roundTripMs: 800, peersMs: null }]);
});

test('the problem says how slow, how it usually is, how its peers are, and since the first slow pass; a restart keeps it', () => {
  let watches: ReadonlyMap<number, SlowWatch> = new Map();
  const trips = [...times(10, 5), 800, 800, 900] as number[];
  for (const [i, ms] of trips.entries()) {
    const brokers = [1, 2, 3].map((nodeId) => ({ nodeId, state: 'up' as const, roundTripMs: nodeId === 2 ? ms : 4 }));
    watches = watchSlowness(brokers, watches, START + i * STEP_MS);
  }
  const [problem] = slowBrokerProblems(slowBrokerFacts(watches));
  expect(problem).toMatchObject({
    id: 'broker_slow:2',
    severity: 'warning',
    params: { broker: 2, ms: 900, usualMs: 5, peersMs: 4 },
    since: '2026-01-01T00:00:50.000Z',
  });
  const restored = new Map([[2, restoreSlowWatch(problem?.params ?? {}, START)]]);
  expect(follow([null, 900, 5, 5], 4, restored)).toEqual([true, true, true, true]);
  expect(follow([5, 5, 5], 4, restored).at(-1)).toBe(false);
});
