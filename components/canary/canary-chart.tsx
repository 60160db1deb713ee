'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useCanarySeries } from '#lib/client/canary.ts';
import { brokerPath } from '#lib/client/paths.ts';
import { useBrokerLabel } from '../chart/use-broker-label.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import type { Kind } from './canary-kinds.ts';
import { canaryAnswer } from './canary-answer.ts';

const QUANTILE = 0.99;
/** So many brokers share a chart at most; each costs a question of its own. */
const BROKERS_MAX = 8;

/** The 99 % of one kind of sample over time, a line per broker. */
export function CanaryChart({ clusterId, brokers, kind }: { clusterId: string; brokers: readonly number[]; kind: Kind }) {
  const t = useTranslations('canary.chart');
  const { range, zoomTo } = useTimeRange();
  const labelOf = useBrokerLabel();
  const shown = brokers.slice(0, BROKERS_MAX);
  const queries = useCanarySeries(clusterId, shown, { kind, quantile: QUANTILE }, range);
  const answers = queries.map(({ data }) => data);
  const answer = useMemo(
    () =>
      canaryAnswer(
        shown.map((nodeId, at) => ({ nodeId, answer: answers[at] })),
        brokers.length - shown.length,
      ),
    // One answer is one object until the next poll: their identities say it all.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [...answers, brokers.length, kind],
  );
  const first = queries[0];
  return (
    <TimeSeriesChart
      title={t(`title.${kind}`)}
      note={t('note')}
      query={{
        data: answer,
        error: queries.find(({ error }) => error !== null)?.error ?? null,
        isFetching: queries.some(({ isFetching }) => isFetching),
        dataUpdatedAt: first?.dataUpdatedAt ?? 0,
        refetch: () => Promise.all(queries.map((query) => query.refetch())),
      }}
      entity="broker"
      labelOf={labelOf}
      hrefOf={({ label }) => brokerPath(clusterId, Number(label))}
      onZoom={zoomTo}
    />
  );
}
