import { describe, expect, test } from 'vitest';
import type { DiskForecastFact, ProblemFacts, QuorumFact, ZookeeperFact } from './facts.ts';
import { findProblems } from './find-problems.ts';

const NOTHING = { count: 0, names: [] };
const BROKER = { nodeId: 1, state: 'up' as const, fault: null, replicas: 1, hit: NOTHING };

function facts(over: Partial<ProblemFacts> = {}): ProblemFacts {
  return {
    nowMs: Date.parse('2026-01-01T00:00:10.000Z'),
    brokers: [BROKER],
    partitions: { offline: NOTHING, underReplicated: NOTHING, underMinIsr: NOTHING, truncated: { ...NOTHING, lostOffsets: 0n } },
    topics: [],
    groups: [],
    unlistedBy: [],
    logDirs: [],
    quorum: { leaderId: 1, fault: null },
    refused: [],
    ...over,
  };
}

const found = (over: Partial<ProblemFacts>, previous = findProblems(facts(), [])) =>
  findProblems(facts(over), previous).map(({ code, severity }) => `${severity} ${code}`);

describe('disks', () => {
  const disk = (usedShare: number) => [{ nodeId: 1, path: '/data', usedShare }];
  const forecast = (days: number, daysAtMost: number): DiskForecastFact[] => [{ nodeId: 1, path: '/data', days, daysAtMost }];

  test.each([
    [0.79, []],
    [0.8, ['warning disk_almost_full']],
    [0.9, ['critical disk_almost_full']],
  ])('%d in use', (share, expected) => {
    expect(found({ disks: disk(share) })).toEqual(expected);
  });

  test.each([
    ['surely within three days', forecast(1.5, 2.9), ['warning disk_filling']],
    ['surely within a day', forecast(0.5, 0.9), ['critical disk_filling']],
    ['perhaps in three days, perhaps much later', forecast(2, 40), []],
  ])('full %s', (_name, diskForecasts, expected) => {
    expect(found({ disks: disk(0.5), diskForecasts })).toEqual(expected);
  });

  test('one that is nearly full and fills up is told once', () => {
    expect(found({ disks: disk(0.85), diskForecasts: forecast(0.5, 0.8) })).toEqual(['critical disk_almost_full']);
  });

  test('what was not read this time is not resolved; a broker that is no longer expected takes it along', () => {
    const before = findProblems(facts({ disks: disk(0.95), diskForecasts: forecast(9, 10) }), []);
    const filling = findProblems(facts({ disks: disk(0.5), diskForecasts: forecast(1, 2) }), []);
    expect(found({ disks: [] }, before)).toEqual(['critical disk_almost_full']);
    expect(found({}, filling)).toEqual(['warning disk_filling']);
    expect(found({ disks: [], diskForecasts: [] }, filling)).toEqual(['warning disk_filling']);
    expect(found({ disks: disk(0.5), diskForecasts: [] }, [...before, ...filling])).toEqual([]);
    expect(found({ brokers: [] }, [...before, ...filling])).toEqual([]);
  });
});

describe('quorum', () => {
  const health = (over: Partial<QuorumFact>): QuorumFact => ({
    voters: 3,
    majority: 2,
    caughtUp: 3,
    margin: 1,
    notCaughtUp: [],
    behind: [],
    ...over,
  });

  test.each<[string, QuorumFact, string[]]>([
    ['with one to spare', health({}), []],
    ['without one to spare', health({ caughtUp: 2, margin: 0, notCaughtUp: [3] }), ['critical quorum_no_margin']],
    ['below the majority', health({ caughtUp: 1, margin: -1, notCaughtUp: [2, 3] }), ['critical quorum_no_margin']],
    ['of one voter, as it was built', health({ voters: 1, majority: 1, caughtUp: 1, margin: 0 }), []],
    ['of unknown margin', health({ caughtUp: null, margin: null }), []],
    ['with a voter 60 s behind', health({ behind: [{ nodeId: 2, role: 'voter', lagMs: 60_000 }] }), []],
    [
      'with a voter beyond 60 s',
      health({ behind: [{ nodeId: 2, role: 'voter', lagMs: 61_000 }] }),
      ['warning quorum_voter_behind'],
    ],
    ['with an observer 9 s behind', health({ behind: [{ nodeId: 7, role: 'observer', lagMs: 9_000 }] }), []],
    [
      'with an observer beyond 10 s',
      health({ behind: [{ nodeId: 7, role: 'observer', lagMs: 11_000 }] }),
      ['warning quorum_observer_behind'],
    ],
  ])('%s', (_name, quorumHealth, expected) => {
    expect(found({ quorumHealth })).toEqual(expected);
  });

  test('that could not be read keeps what was wrong; ZooKeeper mode has no quorum', () => {
    const before = findProblems(facts({ quorumHealth: health({ caughtUp: 2, margin: 0, notCaughtUp: [3] }) }), []);
    expect(found({ quorumHealth: null }, before)).toEqual(['critical quorum_no_margin']);
    expect(found({ quorumHealth: null, quorum: null }, before)).toEqual([]);
  });
});

describe('ZooKeeper', () => {
  const ensemble = (over: Partial<ZookeeperFact>): ZookeeperFact => ({
    servers: 3,
    hasQuorum: true,
    down: [],
    overloaded: [],
    ...over,
  });
  const down = [{ server: 'zk2:2181', fault: { code: 'SERVER_TIMEOUT', detail: 'silent' } }];

  test.each<[string, ZookeeperFact | null, string[]]>([
    ['well', ensemble({}), []],
    ['with a server that does not answer', ensemble({ down }), ['warning zookeeper_server_down']],
    ['without a leader', ensemble({ hasQuorum: false }), ['critical zookeeper_no_quorum']],
    ['that nobody answers for', ensemble({ hasQuorum: null, down }), ['warning zookeeper_server_down']],
    ['overloaded', ensemble({ overloaded: [{ server: 'zk1:2181', outstanding: 40 }] }), ['warning zookeeper_overloaded']],
    ['not asked', null, []],
  ])('%s', (_name, zookeeper, expected) => {
    expect(found({ zookeeper })).toEqual(expected);
  });

  test('what was not read yet is not resolved; what is disconnected is', () => {
    const before = findProblems(facts({ zookeeper: ensemble({ down }) }), []);
    expect(found({}, before)).toEqual(['warning zookeeper_server_down']);
    expect(found({ zookeeper: null }, before)).toEqual([]);
  });
});

test('hanging transactions are one problem with the partitions they hold back', () => {
  const transactions = {
    hanging: 2,
    partitions: { count: 3, names: ['t-0', 't-1', 't-2'] },
    example: '“pay” has been open for 20 min.',
  };
  const [problem] = findProblems(facts({ transactions }), []);
  expect(problem).toMatchObject({
    code: 'transaction_hanging',
    severity: 'warning',
    affected: ['t-0', 't-1', 't-2'],
    affectedTotal: 3,
  });
  expect(found({ transactions: { ...transactions, hanging: 0 } })).toEqual([]);
});
