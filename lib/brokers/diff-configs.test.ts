import { describe, expect, it } from 'vitest';
import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';
import { diffConfigs, type BrokerConfigs } from './diff-configs.ts';

const entry = (name: string, value: string | null, over: Partial<ConfigEntrySummary> = {}): ConfigEntrySummary => ({
  name,
  value,
  source: 'STATIC_BROKER_CONFIG',
  readOnly: false,
  sensitive: false,
  isDefault: false,
  documentation: `about ${name}`,
  defaultValue: null,
  ...over,
});
const broker = (nodeId: number, ...entries: ConfigEntrySummary[]): BrokerConfigs => ({ nodeId, fault: null, entries });

describe('differences between brokers', () => {
  it('names what differs with every value, and what is meant to differ last', () => {
    const diff = diffConfigs([
      broker(1, entry('node.id', '1'), entry('num.io.threads', '8'), entry('log.retention.hours', '168')),
      broker(2, entry('node.id', '2'), entry('num.io.threads', '4'), entry('log.retention.hours', '168')),
    ]);
    expect(diff.compared).toBe(3);
    expect(diff.data.map(({ name, expected }) => [name, expected])).toEqual([
      ['num.io.threads', false],
      ['node.id', true],
    ]);
    expect(diff.data[0]?.values.map(({ nodeId, value }) => [nodeId, value])).toEqual([
      [1, '8'],
      [2, '4'],
    ]);
  });

  it('a broker that did not answer is told and not compared: its silence is no difference', () => {
    const silent: BrokerConfigs = { nodeId: 3, fault: { code: 'TIMEOUT', detail: 'no answer' }, entries: [] };
    const diff = diffConfigs([broker(1, entry('a', 'x')), broker(2, entry('a', 'x')), silent]);
    expect(diff.data).toEqual([]);
    expect(diff.brokers.map(({ nodeId, fault }) => [nodeId, fault?.code ?? null])).toEqual([
      [1, null],
      [2, null],
      [3, 'TIMEOUT'],
    ]);
  });

  it('a setting that only some brokers know is a difference; an unset one is not an absent one', () => {
    const diff = diffConfigs([broker(1, entry('new.setting', null)), broker(2)]);
    expect(diff.data[0]?.values).toEqual([
      { nodeId: 1, isKnown: true, value: null, source: 'STATIC_BROKER_CONFIG' },
      { nodeId: 2, isKnown: false, value: null, source: null },
    ]);
  });

  it('secrets are counted and never compared', () => {
    const secret = (value: string | null) => entry('ssl.key.password', value, { sensitive: true });
    expect(diffConfigs([broker(1, secret(null)), broker(2, secret(null))])).toMatchObject({
      sensitive: 1,
      compared: 0,
      data: [],
    });
  });

  it('one broker alone differs from nobody', () => {
    expect(diffConfigs([broker(1, entry('a', 'x'))]).data).toEqual([]);
  });
});
