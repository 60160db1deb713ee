import { expect, test } from 'vitest';
import type { ZookeeperServer } from '#lib/contracts/zookeeper.ts';
import { judgeEnsemble, overloadedServers, watchWaiting, type Waiting } from './judge-ensemble.ts';

type Sketch = [state: ZookeeperServer['state'], mode: ZookeeperServer['mode']];

test.each<{ name: string; servers: Sketch[]; leader: string | null; hasQuorum: boolean | null }>([
  {
    name: 'a leader and its followers',
    servers: [
      ['serving', 'follower'],
      ['serving', 'leader'],
    ],
    leader: 's1',
    hasQuorum: true,
  },
  { name: 'one that stands alone', servers: [['serving', 'standalone']], leader: 's0', hasQuorum: true },
  {
    name: 'followers whose leader does not answer',
    servers: [
      ['serving', 'follower'],
      ['not_answering', null],
    ],
    leader: null,
    hasQuorum: true,
  },
  {
    name: 'all without a quorum',
    servers: [
      ['not_serving', null],
      ['not_answering', null],
    ],
    leader: null,
    hasQuorum: false,
  },
  {
    name: 'one left in read-only mode',
    servers: [
      ['serving', 'read_only'],
      ['not_answering', null],
    ],
    leader: null,
    hasQuorum: false,
  },
  {
    name: 'none that answers',
    servers: [
      ['not_answering', null],
      ['not_answering', null],
    ],
    leader: null,
    hasQuorum: null,
  },
  { name: 'none that may tell', servers: [['not_allowed', null]], leader: null, hasQuorum: null },
])('an ensemble of $name', ({ servers, leader, hasQuorum }) => {
  const told = servers.map(([state, mode], i) => ({ server: `s${i}`, state, mode }) as ZookeeperServer);
  expect(judgeEnsemble(told)).toEqual({ leader, hasQuorum });
});

test.each<{ name: string; readings: (number | null)[]; expected: number[] }>([
  { name: 'three readings above ten', readings: [11, 50, 12], expected: [12] },
  { name: 'two readings', readings: [50, 50], expected: [] },
  { name: 'ten is not above ten', readings: [10, 10, 10], expected: [] },
  { name: 'a calm reading between', readings: [50, 50, 3, 50, 50], expected: [] },
  { name: 'a reading that told nothing between', readings: [50, 50, null, 50], expected: [] },
])('requests waiting: $name', ({ readings, expected }) => {
  let waiting: Waiting = new Map();
  let servers: ZookeeperServer[] = [];
  for (const outstandingRequests of readings) {
    servers = [{ server: 's', outstandingRequests } as ZookeeperServer];
    waiting = watchWaiting(servers, waiting);
  }
  expect(overloadedServers(servers, waiting).map(({ outstanding }) => outstanding)).toEqual(expected);
});
