import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import { diskShare } from './disk-share.ts';
import type { HeatRule } from './heat.ts';
import type { OwnPastMetric } from './use-own-past.ts';

/** What a figure of a broker stands on, which also tells why it may be unknown. */
export type FigureSource = 'broker' | 'resources' | 'canary' | 'logDirs';

/** One figure of the heat table. */
export interface HeatFigure {
  id: string;
  kind: 'share' | 'time' | 'bytes' | 'rate' | 'count';
  source: FigureSource;
  rule: HeatRule;
  /** null = unknown. */
  of: (broker: BrokerRow, canary: CanaryAnswer | undefined) => number | null;
  /** Its course, the reference of a broker without peers, and how a stored value becomes the figure. Left out where only its own bound judges it then. */
  past?: { metric: OwnPastMetric; of?: (stored: number) => number | null };
  /** Width of its column, px. */
  width: number;
  /** Shown in the overview's short table. */
  isShort?: boolean;
}

/** Below this a share of a machine, of memory or of time is no news, however much more it is. */
const SHARE_LEAST = 0.1;
const TIME_LEAST_MS = 20;
const RATE_LEAST = 10;
const BYTES_LEAST = 64 * 1024;

/** Busy share out of the idle one that brokers tell: then more is worse in every column. */
function busy(idle: number | null): number | null {
  return idle === null ? null : 1 - idle;
}

/** The figures of a broker in the order a person looks for them: how busy, how quick, how full, how much. */
export const HEAT_FIGURES: readonly HeatFigure[] = [
  {
    id: 'cpu',
    kind: 'share',
    source: 'resources',
    rule: { worse: 'high', least: SHARE_LEAST, limit: 0.85 },
    of: ({ resources }) => resources.cpu,
    past: { metric: 'broker.cpu' },
    width: 56,
    isShort: true,
  },
  {
    id: 'heap',
    kind: 'share',
    source: 'resources',
    // Garbage makes it wander: only a large difference says something.
    rule: { worse: 'high', least: 0.3 },
    of: ({ resources }) => resources.heap,
    width: 58,
  },
  {
    id: 'handlers',
    kind: 'share',
    source: 'resources',
    rule: { worse: 'high', least: SHARE_LEAST, limit: 0.7 },
    of: ({ resources }) => busy(resources.handlerIdle),
    past: { metric: 'broker.handler_idle', of: busy },
    width: 76,
    isShort: true,
  },
  {
    id: 'network',
    kind: 'share',
    source: 'resources',
    rule: { worse: 'high', least: SHARE_LEAST, limit: 0.7 },
    of: ({ resources }) => busy(resources.networkIdle),
    width: 72,
  },
  {
    id: 'produceP99Ms',
    kind: 'time',
    source: 'resources',
    rule: { worse: 'high', least: TIME_LEAST_MS },
    of: ({ resources }) => resources.produceP99Ms,
    past: { metric: 'broker.produce_p99' },
    width: 68,
    isShort: true,
  },
  {
    id: 'fetchLocalP99Ms',
    kind: 'time',
    source: 'resources',
    rule: { worse: 'high', least: TIME_LEAST_MS },
    of: ({ resources }) => resources.fetchLocalP99Ms,
    width: 72,
  },
  {
    id: 'canary',
    kind: 'time',
    source: 'canary',
    rule: { worse: 'high', least: 2 * TIME_LEAST_MS },
    of: ({ nodeId }, canary) => canary?.brokers.find((probe) => probe.nodeId === nodeId)?.lastFiveMinutes.e2e.p99Ms ?? null,
    width: 74,
    isShort: true,
  },
  {
    id: 'roundTrip',
    kind: 'time',
    source: 'broker',
    rule: { worse: 'high', least: TIME_LEAST_MS },
    of: ({ roundTripMs }) => roundTripMs,
    past: { metric: 'broker.round_trip' },
    width: 88,
  },
  {
    id: 'disk',
    kind: 'share',
    source: 'logDirs',
    rule: { worse: 'high', least: SHARE_LEAST, limit: 0.8 },
    of: ({ diskTotalBytes, diskUsableBytes }) => diskShare({ totalBytes: diskTotalBytes, usableBytes: diskUsableBytes }),
    width: 60,
    isShort: true,
  },
  {
    id: 'leaders',
    kind: 'count',
    source: 'broker',
    rule: { worse: 'away', least: 2 },
    of: ({ leaders }) => leaders,
    width: 72,
    isShort: true,
  },
  {
    id: 'replicas',
    kind: 'count',
    source: 'broker',
    rule: { worse: 'away', least: 2 },
    of: ({ replicas }) => replicas,
    width: 78,
  },
  {
    id: 'messagesIn',
    kind: 'rate',
    source: 'broker',
    rule: { worse: 'high', least: RATE_LEAST },
    of: ({ messagesInPerSecond }) => messagesInPerSecond,
    past: { metric: 'broker.messages_in' },
    width: 66,
    isShort: true,
  },
  {
    id: 'bytesInPerSecond',
    kind: 'bytes',
    source: 'resources',
    rule: { worse: 'high', least: BYTES_LEAST },
    of: ({ resources }) => resources.bytesInPerSecond,
    width: 80,
  },
  {
    id: 'bytesOutPerSecond',
    kind: 'bytes',
    source: 'resources',
    rule: { worse: 'high', least: BYTES_LEAST },
    of: ({ resources }) => resources.bytesOutPerSecond,
    width: 88,
  },
];
