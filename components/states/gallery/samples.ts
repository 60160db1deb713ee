import { ApiError } from '#lib/client/api-error.ts';
import type { WholeList } from '#lib/client/fetch-all-pages.ts';
import type { PassInfo } from '#lib/contracts/common.ts';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import type { QueryLike } from '../query-state.tsx';

/** Every picture a view can show, in the order of the catalogue. */
export const SHOWN_STATES = [
  'loading',
  'ready',
  'stale',
  'partial',
  'waiting',
  'empty',
  'noMatch',
  'forbidden',
  'notFound',
  'clusterFault',
  'failed',
  'offline',
] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

/** One moment for all of them, so that two pictures of the page differ only where the code does. */
const MOMENT = Date.UTC(2026, 0, 15, 17, 3, 0);
const BUCKET_MS = 60_000;
const BUCKETS = 60;

/** A pass that `answered` of three brokers answered. */
function samplePass(answered: number): PassInfo {
  return {
    takenAt: new Date(MOMENT).toISOString(),
    ageMs: 2_000,
    intervalMs: 5_000,
    intervalReason: 'size',
    stale: false,
    durationMs: 180,
    requests: 12,
    requestsPerSecond: 2.4,
    bytesPerSecond: 9_800,
    requestsPerSecondMax: null,
    brokersAnswered: answered,
    brokersExpected: 3,
  };
}

/** A row of the sample list. `null` is unknown. */
export interface SampleRow {
  name: string;
  partitions: number;
  lag: string | null;
}

const ROWS: readonly SampleRow[] = [
  { name: 'Pedidos', partitions: 12, lag: '1284' },
  { name: 'Pagamentos', partitions: 12, lag: '0' },
  { name: 'Cliques', partitions: 6, lag: '90412' },
];

/** The sample list as a query in the given state would hold it. */
export function sampleList(state: ShownState): WholeList<SampleRow> {
  if (state === 'waiting') return { rows: [], total: 0, pass: null };
  if (state === 'empty') return { rows: [], total: 0, pass: samplePass(3) };
  const rows = state === 'partial' ? ROWS.map((row) => (row.name === 'Cliques' ? { ...row, lag: null } : row)) : ROWS;
  return { rows: [...rows], total: rows.length, pass: samplePass(state === 'partial' ? 2 : 3) };
}

/** The sample course as a chart's query would hold it: `partial` has a gap, `waiting` and `empty` have no value. */
export function sampleSeries(state: ShownState): SeriesAnswer {
  const hasValues = state !== 'waiting' && state !== 'empty' && state !== 'noMatch';
  const value = (at: number, base: number) =>
    !hasValues || (state === 'partial' && at > 24 && at < 36) ? null : Math.round(base + 60 * Math.sin(at / 6 + base));
  const series = [
    { key: 'Pedidos', label: 'Pedidos', base: 240 },
    { key: 'Pagamentos', label: 'Pagamentos', base: 130 },
  ].map(({ key, label, base }) => {
    const values = Array.from({ length: BUCKETS }, (_, at) => value(at, base));
    return { key, label, mean: values, min: values, max: values };
  });
  return {
    metric: 'topic.messages_in',
    unit: 'messages_per_second',
    tier: 'minute',
    bucketMs: BUCKET_MS,
    times: Array.from({ length: BUCKETS }, (_, at) => MOMENT - (BUCKETS - at) * BUCKET_MS),
    series,
    hidden: 0,
    coverage: hasValues ? (state === 'partial' ? 0.8 : 1) : 0,
  };
}

const REQUEST_ID = '3f9c0a52';

/** What a query in a state has thrown; null where it worked. */
function sampleError(state: ShownState): ApiError | null {
  switch (state) {
    case 'stale':
    case 'offline':
      return new ApiError('offline', 'Farol did not answer.');
    case 'forbidden':
      return new ApiError('forbidden', 'Your role does not allow “topic.read”. Ask an administrator of Farol.', {
        status: 403,
        requestId: REQUEST_ID,
      });
    case 'notFound':
      return new ApiError('not_found', 'There is no topic “Pedido”.', { status: 404, requestId: REQUEST_ID });
    case 'clusterFault': {
      const detail = 'broker-2.example:9092: the connection was refused: nothing listens there, or the broker is down';
      const fault = { code: 'BROKER_UNREACHABLE', detail };
      return new ApiError('unavailable', `The cluster did not answer: ${detail}`, { status: 503, requestId: REQUEST_ID, fault });
    }
    case 'failed':
      return new ApiError('internal', `An unexpected error happened. Look for request ${REQUEST_ID} in the server's log.`, {
        status: 500,
        requestId: REQUEST_ID,
      });
    default:
      return null;
  }
}

const nothing = (): void => undefined;

/** A query that stands still in a state, with `data` where that state has any. */
export function sampleQuery<Data>(state: ShownState, data: Data): QueryLike<Data> {
  const error = sampleError(state);
  const hasData = state !== 'loading' && (error === null || state === 'stale');
  return { data: hasData ? data : undefined, error, isFetching: state === 'loading', dataUpdatedAt: MOMENT, refetch: nothing };
}
