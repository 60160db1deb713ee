import { describe, expect, it } from 'vitest';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import { busiestOf, busyOf, busyOrder } from './busiest.ts';

const broker = (nodeId: number, over: Partial<BrokerRow['resources']> = {}, state: BrokerRow['state'] = 'up') =>
  ({ nodeId, state, resources: { cpu: null, handlerIdle: null, networkIdle: null, ...over } }) as BrokerRow;

describe('the busiest', () => {
  it('is what is nearest to its end, busy time out of idle time', () => {
    expect(busyOf(broker(1, { cpu: 0.4, handlerIdle: 0.36, networkIdle: 0.9 }))).toMatchObject({
      measure: 'handlers',
      share: 0.64,
    });
    expect(busiestOf([broker(1, { cpu: 0.4 }), broker(2, { cpu: 0.41 }), broker(3)])).toMatchObject({
      nodeId: 2,
      measure: 'cpu',
    });
  });
  it('a broker that tells nothing is not idle', () => {
    expect(busyOf(broker(1))).toBeNull();
    expect(busiestOf([broker(1)])).toBeNull();
  });
});

describe('order', () => {
  it('few stand by number, many with those in trouble first and then the busiest', () => {
    const brokers = [broker(3, { cpu: 0.9 }), broker(1), broker(2, {}, 'down')];
    expect(busyOrder(brokers).map(({ nodeId }) => nodeId)).toEqual([1, 2, 3]);
    expect(busyOrder(brokers, 2).map(({ nodeId }) => nodeId)).toEqual([2, 3, 1]);
  });
});
