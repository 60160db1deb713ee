import { describe, expect, it } from 'vitest';
import type { StoredMetricName } from '#lib/catalog/metrics.ts';
import { JOLOKIA_BODY, readJolokiaAnswer } from './read-jolokia.ts';

interface Read {
  mbean: string;
}

const reads = JSON.parse(JOLOKIA_BODY) as Read[];

/** An answer in which each read has what `beans` gives for its object name, and everything else does not exist. */
function answerOf(beans: Record<string, unknown>): string {
  return JSON.stringify(
    reads.map(({ mbean }) =>
      mbean in beans
        ? { status: 200, value: beans[mbean] }
        : { status: 404, error_type: 'javax.management.InstanceNotFoundException', error: mbean },
    ),
  );
}

const TOPICS = 'kafka.server:type=BrokerTopicMetrics,name=*';
const bytesIn = (count: unknown) => ({ 'kafka.server:name=BytesInPerSec,type=BrokerTopicMetrics': { Count: count } });
const BROKER_1 = {
  [TOPICS]: bytesIn('5'),
  'kafka.server:type=app-info,id=*': { 'kafka.server:id=1,type=app-info': { Version: '4.3.1' } },
};

function rawOf(beans: Record<string, unknown>, metric: StoredMetricName): number | bigint | string | undefined {
  const { values, unknown } = readJolokiaAnswer(answerOf({ ...BROKER_1, ...beans }), 1, 0);
  return values.get(metric)?.value ?? unknown.get(metric);
}

describe('readJolokiaAnswer', () => {
  it('asks in about 25 reads, none of which matches a bean per topic or partition', () => {
    expect(reads.length).toBeLessThanOrEqual(25);
    for (const { mbean } of reads) expect(mbean).not.toMatch(/,\*|topic=|partition=/);
  });

  it('keeps 64-bit counters exact, whatever the order of keys in a bean’s name', () => {
    expect(rawOf({ [TOPICS]: bytesIn('9007199254740993') }, 'broker.bytes_in')).toBe(9_007_199_254_740_993n);
    expect(
      rawOf({ [TOPICS]: { 'kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec': { Count: '7' } } }, 'broker.bytes_in'),
    ).toBe(7n);
  });

  it('a bean that does not exist is unknown, NaN is not measured, and an attribute that threw is absent', () => {
    expect(rawOf({}, 'broker.active_controller')).toBe('not_exported');
    const raft = 'kafka.server:type=raft-metrics';
    expect(rawOf({ [raft]: { 'commit-latency-avg': null } }, 'broker.raft_commit_latency')).toBe('not_measured');
    expect(rawOf({ [raft]: { 'commit-latency-avg': 'ERROR: x (class y)' } }, 'broker.raft_commit_latency')).toBe('not_exported');
  });

  it('knows no percentile while nothing was counted', () => {
    const times = (count: string) => ({
      'kafka.network:type=RequestMetrics,name=*,request=Produce': {
        'kafka.network:name=TotalTimeMs,request=Produce,type=RequestMetrics': { '99thPercentile': 3.5, Count: count },
      },
    });
    expect(rawOf(times('0'), 'broker.produce_p99')).toBe('nothing_counted');
    expect(rawOf(times('1'), 'broker.produce_p99')).toBe(3.5);
  });

  it('adds up connections and collectors, and takes old generations alone', () => {
    const listeners = 'kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*';
    expect(
      rawOf(
        {
          [listeners]: {
            'kafka.server:listener=A,networkProcessor=0,type=socket-server-metrics': { 'connection-count': 2 },
            'kafka.server:listener=A,networkProcessor=1,type=socket-server-metrics': { 'connection-count': 3 },
          },
        },
        'broker.connections',
      ),
    ).toBe(5);
    expect(
      rawOf(
        {
          'java.lang:type=MemoryPool,name=*': {
            'java.lang:name=Metaspace,type=MemoryPool': { CollectionUsage: null },
            'java.lang:name=Tenured Gen,type=MemoryPool': { CollectionUsage: { used: '22' } },
            'java.lang:name=Eden Space,type=MemoryPool': { CollectionUsage: { used: '5' } },
          },
        },
        'broker.heap_after_gc',
      ),
    ).toBe(22n);
  });

  it('refuses another broker than the one asked for', () => {
    const other = { 'kafka.server:type=app-info,id=*': { 'kafka.server:id=2,type=app-info': { Version: '4.3.1' } } };
    expect(() => readJolokiaAnswer(answerOf({ ...BROKER_1, ...other }), 1, 0)).toThrow(/leads to broker 2/);
  });

  it('tells no number of a broker that no broker has', () => {
    const other = {
      'kafka.server:type=app-info,id=*': { [`kafka.server:id=${'9'.repeat(50_000)},type=app-info`]: { Version: '4.3.1' } },
    };
    expect(() => readJolokiaAnswer(answerOf({ ...BROKER_1, ...other }), 1, 0)).not.toThrow();
  });

  it.each([
    ['text', 'hello'],
    ['an object', '{"status":200}'],
    ['a shorter list', '[]'],
    ['entries without status', JSON.stringify(reads.map(() => ({})))],
  ])('refuses %s', (_what, body) => {
    expect(() => readJolokiaAnswer(body, 1, 0)).toThrow(/not Jolokia’s/);
  });

  it('tells a policy that hides everything from a process that is no broker', () => {
    const all = (status: number) => JSON.stringify(reads.map(() => ({ status, error: 'x' })));
    expect(() => readJolokiaAnswer(all(403), 1, 0)).toThrow(/access rules/);
    expect(() => readJolokiaAnswer(all(404), 1, 0)).toThrow(/without the beans of a Kafka broker/);
  });
});
