import { describe, expect, it } from 'vitest';
import { clusterSkew } from './skew.ts';

type Broker = Parameters<typeof clusterSkew>[0][number];

const broker = (nodeId: number, leaders: number | null, over: Partial<Broker> = {}): Broker => ({
  nodeId,
  rack: `r${nodeId}`,
  state: 'up',
  leaders,
  replicas: 10,
  messagesInPerSecond: null,
  ...over,
});

describe('skew', () => {
  it('is told against the fair part', () => {
    const { brokers, worst } = clusterSkew([broker(1, 24), broker(2, 18), broker(3, 12)]);
    expect(brokers.map(({ parts }) => parts.leaders)).toEqual([
      { value: 24, fair: 18, skew: 24 / 18 - 1 },
      { value: 18, fair: 18, skew: 0 },
      { value: 12, fair: 18, skew: 12 / 18 - 1 },
    ]);
    expect(worst).toMatchObject({ nodeId: expect.stringMatching(/[13]/) });
  });

  it('a broker that is down has no fair part, and what it left is no skew of the others', () => {
    const { brokers } = clusterSkew([broker(1, 27), broker(2, 27), broker(3, 0, { state: 'down' })]);
    expect(brokers.map(({ key, parts }) => [key, parts.leaders?.skew])).toEqual([
      ['1', 0],
      ['2', 0],
    ]);
  });

  it('what is not known is not none', () => {
    const { brokers } = clusterSkew([broker(1, 10), broker(2, null), broker(3, 20)]);
    expect(brokers.map(({ parts }) => parts.leaders?.fair ?? null)).toEqual([15, null, 15]);
    expect(brokers[0]?.parts.messagesIn).toBeNull();
  });

  it('nothing to share is no skew', () => {
    const { brokers, worst } = clusterSkew([broker(1, 0), broker(2, 0)]);
    expect(brokers[0]?.parts.leaders).toEqual({ value: 0, fair: 0, skew: null });
    expect(worst).toBeNull();
  });
});

describe('racks', () => {
  it('have as much as their brokers should', () => {
    const { racks } = clusterSkew([broker(1, 10, { rack: 'a' }), broker(2, 10, { rack: 'a' }), broker(3, 40, { rack: 'b' })]);
    expect(racks.map(({ key, brokers, parts }) => [key, brokers, parts.leaders?.fair])).toEqual([
      ['a', 2, 40],
      ['b', 1, 20],
    ]);
  });

  it('one rack is nothing to compare, and brokers without one are counted', () => {
    const skew = clusterSkew([broker(1, 1, { rack: 'a' }), broker(2, 1, { rack: null })]);
    expect(skew.racks).toEqual([]);
    expect(skew.withoutRack).toBe(1);
  });

  it('racks of one broker each say nothing new', () => {
    expect(clusterSkew([broker(1, 1), broker(2, 1)]).racks).toEqual([]);
  });
});
