import { describe, expect, test } from 'vitest';
import { METRICS, type StoredMetricName } from '#lib/catalog/metrics.ts';
import type { LogDir } from '#lib/kafka/admin/port.ts';
import { buildBrokerDirs, diskReadings } from './build-disk.ts';
import { derivePass, emptyMemory, type DerivedPass } from './derive-pass.ts';
import type { Pass } from './pass.ts';
import { readDirs } from './read-dirs.ts';
import { valuesOfReadings } from './sampled-values.ts';
import { fault, makeDir, makeLogDirs, makePass } from './testing/make-pass.ts';
import { byOwner, storedOf } from './testing/stored-of.ts';
import { diskFacts } from './threat-facts.ts';

const GB = 1_000_000_000n;

/** A directory that holds replicas of these sizes. */
function dir(sizes: bigint[], more: Partial<LogDir> = {}): LogDir {
  const replicaBytes = sizes.reduce((sum, size) => sum + size, 0n);
  return makeDir({ totalBytes: 100n * GB, usableBytes: 40n * GB, replicaBytes, replicas: sizes.length, ...more });
}

function pass(read: Pass['logDirs'], monotonic = 0, brokers = [1, 2]): Pass {
  const logDirs = read && { ...read, leaderBytes: Float64Array.from([0, 1], (i) => read.leaderBytes[i] ?? NaN) };
  return { ...makePass({ monotonic, brokers, topics: { t: { partitions: [{ end: 1 }, { end: 1 }] } } }), logDirs };
}

function stored(derived: DerivedPass, metric: StoredMetricName): (number | undefined)[] {
  const readings = byOwner(valuesOfReadings(diskReadings(derived)));
  return [...readings, ...storedOf(derived)].flatMap(({ columns }) =>
    columns.flatMap(({ metricId, values }) => (metricId === METRICS[metric].id ? [values[0]] : [])),
  );
}

const derive = (given: Pass, memory = emptyMemory()) => derivePass(given, memory, 15_000);

test('every directory of every broker has its own series; what is used is what is not usable', () => {
  const { derived } = derive(pass(makeLogDirs(1, [dir([GB, GB]), dir([], { path: '/more' })])));
  expect(diskReadings(derived).map(({ ref }) => ref)).toMatchObject([
    { kind: 'broker', node: 1 },
    { kind: 'log_dir', node: 1, topicId: '/data', topic: '/data' },
    { kind: 'log_dir', node: 1, topicId: '/more' },
  ]);
  expect(stored(derived, 'log_dir.used')).toEqual([60e9, 60e9]);
  expect(stored(derived, 'log_dir.replica_bytes')).toEqual([2e9, 0]);
});

test('brokers before 3.3 tell no sizes: unknown, and never a problem', () => {
  const { derived } = derive(pass(makeLogDirs(1, [dir([GB], { totalBytes: null, usableBytes: null })])));
  expect(stored(derived, 'log_dir.used')).toEqual([NaN]);
  expect(diskFacts(derived)).toEqual([]);
});

test('an offline directory is counted, holds nothing that is known, and makes sums unknown', () => {
  const offline = dir([], { path: '/bad', fault: fault('KAFKA_STORAGE_ERROR', 56), totalBytes: null, usableBytes: null });
  const { derived } = derive(pass(makeLogDirs(1, [dir([GB]), offline])));
  expect(stored(derived, 'broker.log_dirs_offline')).toEqual([1]);
  expect(stored(derived, 'broker.replica_lag')).toEqual([NaN]);
  expect(stored(derived, 'log_dir.replica_bytes')).toEqual([1e9, NaN]);
});

test('a broker that refused is told with its fault; its values are gaps', () => {
  const refused = fault('CLUSTER_AUTHORIZATION_FAILED', 31, 1);
  const { derived } = derive(pass(makeLogDirs(1, refused)));
  expect(buildBrokerDirs(derived)).toMatchObject([{ nodeId: 1, fault: { code: 'CLUSTER_AUTHORIZATION_FAILED' }, dirs: [] }]);
  expect(stored(derived, 'broker.log_dirs_offline')).toEqual([NaN]);
});

test('a broker that is down keeps no figures', () => {
  const first = derive(pass(makeLogDirs(2, [dir([GB])])));
  const second = derive(pass(null, 5_000, [1]), first.memory);
  expect(second.derived.brokers.get(2)?.state).toBe('down');
  expect(buildBrokerDirs(second.derived)).toEqual([]);
  expect(diskFacts(second.derived)).toEqual([]);
});

test('figures that were not read again for a quarter of an hour are unknown', () => {
  const first = derive(pass(makeLogDirs(1, [dir([GB])])));
  expect(stored(derive(pass(null, 900_000), first.memory).derived, 'log_dir.used')).toEqual([60e9]);
  const late = derive(pass(null, 900_001), first.memory);
  expect(diskReadings(late.derived)).toEqual([]);
  expect(buildBrokerDirs(late.derived)).toEqual([]);
  expect(diskFacts(late.derived)).toEqual([]);
});

describe('growth of a topic', () => {
  const at = (monotonic: number, sizes: bigint[]) => pass(makeLogDirs(1, [dir(sizes)], sizes.map(Number)), monotonic);

  test('is the difference of two readings of its leaders over the time between, and stays until the next', () => {
    const first = derive(at(0, [GB, GB]));
    expect(stored(first.derived, 'topic.growth')).toEqual([NaN]);
    const second = derive(at(60_000, [GB + 600n, GB + 1_200n]), first.memory);
    expect(stored(second.derived, 'topic.growth')).toEqual([30]);
    expect(stored(derive(pass(null, 65_000), second.memory).derived, 'topic.growth')).toEqual([30]);
  });

  test('is negative when retention took more away, and unknown when a leader was not read', () => {
    const first = derive(at(0, [GB, GB]));
    expect(stored(derive(at(60_000, [GB, GB - 600n]), first.memory).derived, 'topic.growth')).toEqual([-10]);
    expect(stored(derive(at(60_000, [GB]), first.memory).derived, 'topic.growth')).toEqual([NaN]);
  });
});

describe('replicas behind', () => {
  test('are unknown when the broker does not tell of more than a few', () => {
    const item = readDirs({
      ok: true,
      value: { dirs: [makeDir({ replicas: 2, told: 1, behind: 1, lagOffsets: 5n })], furthest: [] },
    });
    expect(item.ok && item.value.dirs[0]).toMatchObject({ replicas: 2, behind: null, lagOffsets: null });
  });

  test('absurd directories are bounded: count, length of paths, and no NUL for PostgreSQL', () => {
    const item = readDirs({
      ok: true,
      value: { dirs: Array.from({ length: 5_000 }, () => makeDir({ path: `/a\0${'x'.repeat(9_000)}` })), furthest: [] },
    });
    expect(item.ok && item.value.dirs).toHaveLength(100);
    expect(item.ok && item.value.dirs[0]?.path).toMatch(/^\/a�x{497}$/);
  });
});
