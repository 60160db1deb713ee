'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useCanarySeries, useEarlierCanarySeries } from '#lib/client/canary.ts';
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
  const question = { kind, quantile: QUANTILE };
  const queries = useCanarySeries(clusterId, shown, question, range);
  const answers = queries.map(({ data }) => data);
  const { compare, answers: earlier } = useEarlierCanarySeries(clusterId, shown, question, range);
  const answer = useMemo(
    () => {
      const together = (parts: typeof answers) =>
        canaryAnswer(
          shown.map((nodeId, at) => ({ nodeId, answer: parts[at] })),
          brokers.length - shown.length,
        );
      const now = together(answers);
      const before = compare === null ? undefined : together(earlier);
      if (now === undefined || before === undefined || compare === null) return now;
      // Of several percentiles at one time the largest is drawn: their mean would mean nothing.
      return { ...now, earlier: { compare, answer: before, drawn: 'max' as const } };
    },
    // One answer is one object until the next poll: their identities say it all.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [...answers, ...earlier, compare, brokers.length, kind],
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
