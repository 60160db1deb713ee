import { useSeries } from '#lib/client/series.ts';
import type { TimeRange } from '#lib/core/time-range.ts';

/** Figures whose past is asked for. */
export type OwnPastMetric =
  | 'broker.cpu'
  | 'broker.handler_idle'
  | 'broker.produce_p99'
  | 'broker.round_trip'
  | 'broker.messages_in';

/** Enough to know what is usual. */
const POINTS = 60;

/** Known values of a broker's figures over the range, by metric: what is usual for one that has no peers. Asks for nothing while `nodeId` is null. */
export function useOwnPast(
  clusterId: string,
  nodeId: number | null,
  range: TimeRange,
): ReadonlyMap<OwnPastMetric, readonly number[]> {
  const of = (metric: OwnPastMetric) => ({ metric, broker: nodeId ?? 0, points: POINTS });
  const isWanted = nodeId !== null;
  const answers = [
    useSeries(clusterId, of('broker.cpu'), range, isWanted),
    useSeries(clusterId, of('broker.handler_idle'), range, isWanted),
    useSeries(clusterId, of('broker.produce_p99'), range, isWanted),
    useSeries(clusterId, of('broker.round_trip'), range, isWanted),
    useSeries(clusterId, of('broker.messages_in'), range, isWanted),
  ];
  const past = new Map<OwnPastMetric, readonly number[]>();
  for (const { data } of answers) {
    const values = data?.series[0]?.mean.filter((value) => value !== null) ?? [];
    if (data !== undefined && isWanted) past.set(data.metric as OwnPastMetric, values);
  }
  return past;
}
