'use client';

import { useTranslations } from 'next-intl';
import { groupPath, topicPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Callout } from '../ui/callout.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';
import { OverviewMeasures } from './overview-measures.tsx';
import { ProblemsCard } from './problems-card.tsx';
import { useFaultText } from '../states/use-fault-text.ts';
import { FaultNote } from '../states/fault-note.tsx';

/** Below the charts, and so below the fold. */
const OverviewRest = latePart(
  () => import('./overview-rest.tsx').then((module) => module.OverviewRest),
  () => <Card className="h-[320px]" />,
);

/** Lines in the charts of the overview: few enough to read at a glance. */
const TOP = 5;

export interface OverviewContentProps {
  overview: ClusterOverview;
  /** When it arrived, epoch ms. */
  receivedAtMs: number;
  isOld: boolean;
}

/** What the last pass says of the cluster: problems, leading figures, their course, and the rest below. */
export function OverviewContent({ overview, receivedAtMs, isOld }: OverviewContentProps) {
  const faultText = useFaultText();
  const t = useTranslations('overview');
  const { range, zoomTo } = useTimeRange();
  const { clusterId } = overview;
  const topics = useSeries(clusterId, { metric: 'topic.messages_in', by: 'topic', top: TOP, internal: false }, range);
  const groups = useSeries(clusterId, { metric: 'group.seconds_behind', by: 'group', top: TOP }, range);

  if (overview.pass === null) {
    return (
      <Callout
        tone={overview.fault === null ? 'info' : 'bad'}
        role="status"
        title={overview.fault === null ? t('waiting.title') : t('waiting.failed')}
      >
        {faultText(overview.fault) ?? t('waiting.detail')}
      </Callout>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {overview.fault === null || overview.problems.length > 0 ? null : (
        <Callout tone="bad" role="status" title={t('passFailed')}>
          <FaultNote fault={overview.fault} />
        </Callout>
      )}
      <ProblemsCard overview={overview} receivedAtMs={receivedAtMs} isOld={isOld} />
      <OverviewMeasures overview={overview} range={range} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <TimeSeriesChart
          title={t('charts.topics')}
          note={t('charts.topicsNote')}
          query={topics}
          entity="topic"
          hrefOf={({ label }) => topicPath(clusterId, label)}
          onZoom={zoomTo}
        />
        <TimeSeriesChart
          title={t('charts.groups')}
          note={t('charts.groupsNote')}
          query={groups}
          entity="group"
          hrefOf={({ label }) => groupPath(clusterId, label)}
          onZoom={zoomTo}
        />
      </div>
      <OverviewRest overview={overview} range={range} />
    </div>
  );
}
