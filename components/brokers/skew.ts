import type { BrokerSummary } from '#lib/contracts/brokers.ts';

/** What should be even over brokers. */
export const SKEW_MEASURES = ['leaders', 'replicas', 'messagesIn'] as const;
export type SkewMeasure = (typeof SKEW_MEASURES)[number];

/** One part of a whole beside its fair part. */
export interface SkewPart {
  value: number;
  /** What it would have if all had the same. */
  fair: number;
  /** How far it is from that, as a share of it: 0.2 = a fifth more. null when the fair part is nothing. */
  skew: number | null;
}

/** Brokers, or racks, beside their fair parts. A part is null where its value is not known. */
export interface SkewRow {
  /** Node id, or the rack. */
  key: string;
  /** Brokers in it: 1 for a broker itself. */
  brokers: number;
  parts: Record<SkewMeasure, SkewPart | null>;
}

/** How evenly the work lies on a cluster. */
export interface ClusterSkew {
  brokers: SkewRow[];
  /** One a rack, by name; empty while fewer than two racks are known, or when each has one broker and says the same as that. */
  racks: SkewRow[];
  /** Brokers that tell no rack. */
  withoutRack: number;
  /** Broker that is furthest from its fair part of leaders, and how far; null when nothing can be said. */
  worst: { nodeId: string; skew: number } | null;
}

type Measured = Pick<BrokerSummary, 'nodeId' | 'rack' | 'state' | 'leaders' | 'replicas' | 'messagesInPerSecond'>;

const VALUE: Record<SkewMeasure, (broker: Measured) => number | null> = {
  leaders: ({ leaders }) => leaders,
  replicas: ({ replicas }) => replicas,
  messagesIn: ({ messagesInPerSecond }) => messagesInPerSecond,
};

/** Parts of brokers and racks beside fair ones. A broker that is down takes no part: what it should carry lies on the others, and that is no skew of theirs. */
export function clusterSkew(given: readonly Measured[]): ClusterSkew {
  const present = given.filter(({ state }) => state !== 'down');
  const rows = present.map((broker) => rowOf(String(broker.nodeId), [broker], present));
  const racks = Map.groupBy(
    present.filter(({ rack }) => rack !== null),
    ({ rack }) => rack ?? '',
  );
  const told = [...racks].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const skews = rows.flatMap(({ key, parts }) =>
    parts.leaders?.skew === null || parts.leaders === null ? [] : [{ nodeId: key, skew: parts.leaders.skew }],
  );
  return {
    brokers: rows,
    racks:
      told.length < 2 || told.every(([, members]) => members.length === 1)
        ? []
        : told.map(([rack, members]) => rowOf(rack, members, present)),
    withoutRack: present.filter(({ rack }) => rack === null).length,
    worst: skews.toSorted((a, b) => Math.abs(b.skew) - Math.abs(a.skew))[0] ?? null,
  };
}

function rowOf(key: string, members: readonly Measured[], all: readonly Measured[]): SkewRow {
  const part = (measure: SkewMeasure) => partOf(members.map(VALUE[measure]), all.map(VALUE[measure]));
  return {
    key,
    brokers: members.length,
    parts: { leaders: part('leaders'), replicas: part('replicas'), messagesIn: part('messagesIn') },
  };
}

/** A fair part is taken of those whose value is known: an unknown one is not none. */
function partOf(own: readonly (number | null)[], all: readonly (number | null)[]): SkewPart | null {
  const known = all.filter((value) => value !== null);
  const mine = own.filter((value) => value !== null);
  if (mine.length < own.length || mine.length === 0) return null;
  const value = sum(mine);
  const fair = (sum(known) / known.length) * mine.length;
  return { value, fair, skew: fair === 0 ? null : value / fair - 1 };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
