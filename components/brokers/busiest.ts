import type { BrokerRow } from '#lib/contracts/brokers.ts';

/** Where a broker is busiest: share of its request handlers, its network threads or the machine's processors. */
export interface Busy {
  nodeId: number;
  measure: 'handlers' | 'network' | 'cpu';
  /** 0..1. */
  share: number;
}

type Told = Pick<BrokerRow, 'nodeId' | 'resources'>;

/** What keeps a broker busiest; null when it tells none of the three. */
export function busyOf({ nodeId, resources }: Told): Busy | null {
  const { cpu, handlerIdle, networkIdle } = resources;
  const shares: Busy[] = [
    ...(handlerIdle === null ? [] : [{ nodeId, measure: 'handlers' as const, share: 1 - handlerIdle }]),
    ...(networkIdle === null ? [] : [{ nodeId, measure: 'network' as const, share: 1 - networkIdle }]),
    ...(cpu === null ? [] : [{ nodeId, measure: 'cpu' as const, share: cpu }]),
  ];
  return shares.toSorted((a, b) => b.share - a.share)[0] ?? null;
}

/** The busiest broker of those that tell; null when none does. */
export function busiestOf(brokers: readonly Told[]): Busy | null {
  return brokers.flatMap((broker) => busyOf(broker) ?? []).toSorted((a, b) => b.share - a.share)[0] ?? null;
}

/** By node id while they are few enough to be seen at once; brokers in trouble and then the busiest first when they are many. */
export function busyOrder(brokers: readonly BrokerRow[], few = 4): readonly BrokerRow[] {
  const byId = brokers.toSorted((a, b) => a.nodeId - b.nodeId);
  if (byId.length <= few) return byId;
  const rank = (broker: BrokerRow) => (broker.state === 'up' ? (busyOf(broker)?.share ?? 0) : 2);
  return byId.toSorted((a, b) => rank(b) - rank(a));
}
