'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import type { MetricName } from '#lib/catalog/metrics.ts';
import { brokerPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { BrokerRow } from '#lib/contracts/brokers.ts';
import type { SmallMultiple } from '../chart/prepare-small-multiples.ts';
import { SmallMultiples } from '../chart/small-multiples.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Card, CardHeader } from '../ui/card.tsx';
import { useBrokerReason } from './broker-state.tsx';
import { busyOrder } from './busiest.ts';
import { busyAnswer } from './busy-answer.ts';
import { useDigestReason } from './use-resource-reason.ts';

/** So many brokers stand side by side: the busiest when there are more. */
const SHOWN = 4;
/** A small picture needs few points. */
const POINTS = 60;
/** Series of one answer at most; a broker beyond them is told as unknown. */
const TOP = 20;

/** What resources tell; without them, what every Kafka tells. */
const MEASURES = {
  resources: ['broker.cpu', 'broker.heap_used', 'broker.handler_idle', 'broker.produce_p99'],
  plain: ['broker.messages_in', 'broker.round_trip', 'broker.replica_bytes', 'broker.out_of_sync'],
} as const satisfies Record<string, readonly [MetricName, MetricName, MetricName, MetricName]>;

/** The course of the brokers' resources in small, one row a broker and one column a measure; pictures of one unit share their axis, so that brokers compare. */
export function BrokerCourses({ clusterId, brokers }: { clusterId: string; brokers: readonly BrokerRow[] }) {
  const t = useTranslations('brokers.courses');
  const headingId = useId();
  const brokerReason = useBrokerReason();
  const digestReason = useDigestReason();
  const { range } = useTimeRange();
  const isConnected = brokers.some(({ resources }) => resources.state !== 'not_connected');
  const [a, b, c, d] = MEASURES[isConnected ? 'resources' : 'plain'];
  const ask = (metric: MetricName) => ({ metric, by: 'broker' as const, top: TOP, points: POINTS });
  const answers = [
    useSeries(clusterId, ask(a), range).data,
    useSeries(clusterId, ask(b), range).data,
    useSeries(clusterId, ask(c), range).data,
    useSeries(clusterId, ask(d), range).data,
  ];
  const [first, second, third, fourth] = answers;
  const shown = useMemo(() => busyOrder(brokers).slice(0, SHOWN), [brokers]);
  const items = useMemo(
    () =>
      shown.flatMap((broker) => {
        const pictures: [MetricName, typeof first][] = [
          [a, first],
          [b, second],
          [c, third],
          [d, fourth],
        ];
        return pictures.map(([name, answer]): SmallMultiple => ({
          key: `${broker.nodeId}:${name}`,
          title: t('picture', { node: String(broker.nodeId), name: t(`measure.${name.replace('broker.', '')}`) }),
          href: `${brokerPath(clusterId, broker.nodeId)}?tab=resources`,
          answer: answer !== undefined && name === 'broker.handler_idle' ? busyAnswer(answer) : answer,
          // No such line: the broker told nothing in the range.
          series: answer?.series.find(({ label }) => label === String(broker.nodeId))?.key ?? '',
          reason: brokerReason(broker) ?? (isConnected ? digestReason(broker.resources) : undefined),
        }));
      }),
    // The reasons are new functions at each render and say the same for the same broker.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [shown, a, b, c, d, first, second, third, fourth, t, clusterId, isConnected],
  );
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={shown.length < brokers.length ? t('shown', { shown: shown.length, total: brokers.length }) : t('note')}
      />
      <div className="px-3.5 pb-3.5">
        <SmallMultiples
          label={t('title')}
          items={items}
          scale="shared"
          height={34}
          className="grid-cols-2 gap-x-4 lg:grid-cols-4"
        />
      </div>
    </Card>
  );
}
