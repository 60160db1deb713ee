import { describe, expect, it } from 'vitest';
import type { ClusterSampling, FarolAnswer, SamplerProcess } from '#lib/contracts/farol.ts';
import { farolTroubles, leastCoverage, requestsPerSecond } from './farol-troubles.ts';

const AT = '2026-11-25T20:00:00.000Z';
const SAMPLER: SamplerProcess = {
  samplerId: 's',
  host: 'h',
  pid: 1,
  startedAt: AT,
  beatAt: AT,
  ageMs: 1_000,
  state: 'alive',
  version: '0.1.0',
  clusters: ['a'],
  rssBytes: 1,
  loopDelayP99Ms: 1,
  loopDelayMaxMs: 2,
  passesWaiting: 0,
  passesDropped: 0,
};
const CLUSTER: ClusterSampling = {
  id: 'a',
  name: 'A',
  enabled: true,
  lease: { holder: 's', fence: '1', acquiredAt: AT, expiresAt: AT, expiresInMs: 9_000, isHeld: true },
  pass: {
    takenAt: AT,
    ageMs: 0,
    intervalMs: 5_000,
    intervalReason: 'size',
    stale: false,
    durationMs: 20,
    requests: 14,
    requestsPerSecond: 3,
    bytesPerSecond: 1_000,
    requestsPerSecondMax: null,
    brokersAnswered: 3,
    brokersExpected: 3,
  },
  window: {
    passes: 720,
    skipped: 0,
    coverage: 1,
    partial: 0,
    failed: 0,
    durationP50Ms: 20,
    durationP95Ms: 40,
    durationMaxMs: 80,
    requestsPerPass: 14,
    lastFault: null,
  },
  packedUntil: '2026-11-25T19:55:00.000Z',
};

interface Given {
  samplers?: SamplerProcess[];
  clusters?: ClusterSampling[];
  open?: number;
  waiting?: number;
}

function answer({ samplers = [SAMPLER], clusters = [CLUSTER], open = 12, waiting = 0 }: Given = {}): FarolAnswer {
  return {
    readAt: AT,
    windowMs: 3_600_000,
    web: {
      version: '0.1.0',
      node: 'v24',
      host: 'h',
      pid: 2,
      startedAt: AT,
      rssBytes: 1,
      heapUsedBytes: 1,
      pool: { open: 4, idle: 4, waiting, max: 10 },
    },
    samplers: { data: samplers, fault: null },
    clusters: { data: clusters, fault: null },
    storage: { data: [], fault: null },
    database: {
      data: { version: '18.4', startedAt: AT, sizeBytes: '1', connections: [], connectionsOpen: open, connectionsMax: 100 },
      fault: null,
    },
  };
}
const codes = (given: Given) => farolTroubles(answer(given)).map(({ code }) => code);
const window = (coverage: number) => ({ ...CLUSTER, window: CLUSTER.window && { ...CLUSTER.window, coverage } });

describe('farolTroubles', () => {
  it('are none while a sampler lives and takes every pass', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Given, string[]]>([
    ['nobody samples', { samplers: [{ ...SAMPLER, state: 'silent' }] }, ['noSampler']],
    ['one of two is silent', { samplers: [SAMPLER, { ...SAMPLER, state: 'silent' }] }, ['silent']],
    ['a cluster was never leased', { clusters: [{ ...CLUSTER, lease: null }] }, ['unleased']],
    ['passes were given up', { samplers: [{ ...SAMPLER, passesDropped: 2 }] }, ['dropped']],
    ['passes wait for the database', { samplers: [{ ...SAMPLER, passesWaiting: 9 }] }, ['waiting']],
    ['one pass is on its way', { samplers: [{ ...SAMPLER, passesWaiting: 1 }] }, []],
    ['ticks were skipped', { clusters: [window(0.9)] }, ['skipped']],
    ['passes are not packed', { clusters: [{ ...CLUSTER, packedUntil: '2026-11-25T19:30:00.000Z' }] }, ['packing']],
    ['the database has few connections left', { open: 90 }, ['connections']],
    ['readers queue for a connection', { waiting: 3 }, ['pool']],
    ['a cluster that is switched off needs nobody', { clusters: [{ ...CLUSTER, enabled: false, lease: null }] }, []],
  ])('%s', (_case, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });

  it('a part that could not be read is no trouble of its own', () => {
    const blind = answer();
    blind.samplers = { data: null, fault: { code: 'timeout', detail: 'too slow' } };
    blind.clusters = { data: null, fault: { code: 'timeout', detail: 'too slow' } };
    expect(farolTroubles(blind)).toEqual([]);
    expect(leastCoverage(blind)).toBeNull();
    expect(requestsPerSecond(blind)).toEqual({ value: null, known: 0, total: 0 });
  });
});

it('the coverage told is that of the worst cluster', () => {
  expect(leastCoverage(answer({ clusters: [CLUSTER, window(0.4), { ...window(0.1), enabled: false }] }))).toBe(0.4);
});

it('a cluster whose cost is not known makes the sum a part', () => {
  expect(requestsPerSecond(answer({ clusters: [CLUSTER, { ...CLUSTER, pass: null }] }))).toEqual({
    value: 3,
    known: 1,
    total: 2,
  });
});
