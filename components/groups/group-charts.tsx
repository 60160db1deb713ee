'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { MetricName } from '#lib/catalog/metrics.ts';
import { topicPath } from '#lib/client/paths.ts';
import { useSeries, type ComparedAnswer } from '#lib/client/series.ts';
import type { SeriesAnswer } from '#lib/contracts/series.ts';
import { mergeAnswers } from '../chart/merge-answers.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Explain } from '../ui/explain.tsx';

/** Course of a group: how far behind it is in time and in offsets, how fast it reads against what is written, and what retention leaves. */
export function GroupCharts({ clusterId, group }: { clusterId: string; group: string }) {
  const t = useTranslations('groups.charts');
  const { range, zoomTo } = useTimeRange();
  const lag = useSeries(clusterId, { metric: 'group_topic.lag', by: 'topic', group, top: 8 }, range);
  const place = { clusterId, group };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
      <PairChart
        {...place}
        title={t('behind')}
        note={t('behindNote')}
        metrics={BEHIND}
        labels={[t('behindMost'), t('behindLeast')]}
        outermost
      />
      <TimeSeriesChart
        title={t('lag')}
        note={t('lagNote')}
        hint={<WhatIsThis title={t('lag')} metrics={LAG} />}
        query={lag}
        entity="topic"
        hrefOf={({ label }) => topicPath(clusterId, label)}
        onZoom={zoomTo}
      />
      <PairChart {...place} title={t('rate')} note={t('rateNote')} metrics={RATES} labels={[t('written'), t('read')]} />
      <PairChart {...place} title={t('headroom')} note={t('headroomNote')} metrics={HEADROOM} labels={[t('headroom')]} />
    </div>
  );
}

const BEHIND = ['group.seconds_behind', 'group.seconds_behind_lower'] as const;
const LAG = ['group_topic.lag'] as const;
const RATES = ['group.messages_in', 'group.messages_out'] as const;
const HEADROOM = ['group.retention_headroom'] as const;

interface PairChartProps {
  clusterId: string;
  group: string;
  title: string;
  note: string;
  /** One line each; one or two. */
  metrics: readonly [MetricName, MetricName?];
  /** Names of the lines. */
  labels: readonly [string, string?];
  /** The lines are bounds: of each bucket the largest of the upper and the smallest of the lower one count, never a mean. */
  outermost?: boolean;
}

/** One or two measures of the group as lines of one chart. */
function PairChart({ clusterId, group, title, note, metrics, labels, outermost = false }: PairChartProps) {
  const { range, zoomTo } = useTimeRange();
  const [one, two] = metrics;
  const [oneLabel, twoLabel = ''] = labels;
  const first = useSeries(clusterId, { metric: one, group }, range);
  const second = useSeries(clusterId, { metric: two ?? one, group }, range, two !== undefined);
  const answer = useMemo(
    () =>
      mergeAnswers([
        { key: one, label: oneLabel, answer: drawing(first.data, outermost ? 'max' : 'mean') },
        ...(two === undefined ? [] : [{ key: two, label: twoLabel, answer: drawing(second.data, outermost ? 'min' : 'mean') }]),
      ]),
    [one, two, oneLabel, twoLabel, outermost, first.data, second.data],
  );
  return (
    <TimeSeriesChart
      title={title}
      note={note}
      hint={<WhatIsThis title={title} metrics={metrics} />}
      query={{ ...first, data: answer, error: first.error ?? second.error }}
      entity="measure"
      onZoom={zoomTo}
    />
  );
}

/** The answer with another of its values drawn. */
function drawing(answer: ComparedAnswer | undefined, which: 'mean' | 'min' | 'max'): ComparedAnswer | undefined {
  if (answer === undefined || which === 'mean') return answer;
  const take = (of: SeriesAnswer) => of.series.map((series) => ({ ...series, mean: series[which] }));
  const { earlier } = answer;
  return {
    ...answer,
    series: take(answer),
    earlier: earlier === undefined ? undefined : { ...earlier, answer: { ...earlier.answer, series: take(earlier.answer) } },
  };
}

/** What a chart shows, in the catalogue's sentences. */
function WhatIsThis({ title, metrics }: { title: string; metrics: readonly (MetricName | undefined)[] }) {
  const t = useTranslations('groups.explain');
  const catalog = useTranslations('catalog');
  const known = metrics.filter((metric) => metric !== undefined);
  const answer = known.map((metric) => t('measure', { name: catalog(`${metric}.name`), hint: catalog(`${metric}.hint`) }));
  return <Explain question={t('label', { name: title })} answer={answer.join(' ')} />;
}
