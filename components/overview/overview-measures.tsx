'use client';

import { useTranslations } from 'next-intl';
import { useBrokers } from '#lib/client/brokers.ts';
import { useCanary, useCanarySeries } from '#lib/client/canary.ts';
import { brokerPath, canaryPath, clusterPath, groupPath, measuringPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import type { TimeRange } from '#lib/core/time-range.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { busiestOf } from '../brokers/busiest.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { behindSortValue, TimeBehind } from '../states/time-behind.tsx';
import { Unknown } from '../states/unknown.tsx';
import { CoveredCell } from '../table/cells.tsx';
import { MeasureTile } from './measure-tile.tsx';
import { bytesOf, canaryGlance } from './overview-figures.ts';
import { useFaultText } from '../states/use-fault-text.ts';

const SPARK_POINTS = 60;
const SPARK_PX = 28;

interface TileProps {
  overview: ClusterOverview;
  range: TimeRange;
}

/** The cluster's leading figures with their course. Unknown is a dash with its reason; a partial sum says what it covers. */
export function OverviewMeasures(props: TileProps) {
  const t = useTranslations('overview');
  return (
    <section aria-label={t('measures')} className="grid grid-cols-2 gap-3 md:gap-4 xl:grid-cols-4">
      <Throughput {...props} />
      <Latency {...props} />
      <Behind {...props} />
      <Busiest {...props} />
    </section>
  );
}

function Throughput({ overview, range }: TileProps) {
  const t = useTranslations('overview');
  const format = useFormat();
  const brokers = useBrokers(overview.clusterId).data?.rows ?? [];
  const series = useSeries(overview.clusterId, { metric: 'cluster.messages_in', points: SPARK_POINTS }, range).data;
  const { messagesInPerSecond, messagesOutPerSecond } = overview;
  const bytesIn = bytesOf(brokers, 'in');
  const bytesOut = bytesOf(brokers, 'out');
  const perSecond = ({ value, known, total }: typeof bytesIn) =>
    `${known < total ? '≥ ' : ''}${format.bytes(value === null ? null : Math.round(value))}/s`;
  return (
    <MeasureTile
      label={t('in.label')}
      hint={t('in.hint')}
      value={<CoveredCell covered={messagesInPerSecond} kind="rate" reason={t('rateReason')} />}
      unit={messagesInPerSecond.value === null ? undefined : t('perSecond')}
      detail={
        <>
          {bytesIn.value === null ? null : `${t('in.bytes', { in: perSecond(bytesIn), out: perSecond(bytesOut) })} · `}
          {t('out', { rate: format.rate(messagesOutPerSecond.value) })}
        </>
      }
      href={`${clusterPath(overview.clusterId)}/topics`}
      chart={<Sparkline values={series?.series[0]?.mean ?? []} hue={1} height={SPARK_PX} />}
    />
  );
}

function Latency({ overview, range }: TileProps) {
  const faultText = useFaultText();
  const t = useTranslations('overview.latency');
  const format = useFormat();
  const { clusterId } = overview;
  const canary = useCanary(clusterId).data;
  const glance = canary === undefined || canary.state === 'off' ? null : canaryGlance(canary);
  const worst = glance?.worst ?? null;
  const [series] = useCanarySeries(clusterId, worst === null ? [] : [worst.nodeId], { kind: 'e2e', quantile: 0.99 }, range);
  const isOff = canary?.state === 'off';
  return (
    <MeasureTile
      label={t('label')}
      hint={t('hint')}
      value={
        worst === null ? (
          <Unknown reason={isOff ? t('off') : (faultText(canary?.fault) ?? t('noSample'))} />
        ) : (
          format.duration(worst.p99Ms)
        )
      }
      detail={
        glance === null ? (
          isOff ? (
            t('off')
          ) : null
        ) : (
          <>
            {glance.failing.length === 0 ? null : (
              <span className="font-medium text-bad">
                {t('failing', { count: glance.failing.length, brokers: glance.failing.join(', ') })}
                {worst === null ? '' : ' · '}
              </span>
            )}
            {worst === null
              ? null
              : glance.othersMs === null
                ? t('only', { broker: worst.nodeId })
                : t('worst', { broker: worst.nodeId, others: format.duration(glance.othersMs) })}
          </>
        )
      }
      href={isOff ? measuringPath(clusterId) : canaryPath(clusterId)}
      chart={<Sparkline values={series?.data?.latencyMs ?? []} hue={3} height={SPARK_PX} />}
    />
  );
}

function Behind({ overview, range }: TileProps) {
  const t = useTranslations('overview.behind');
  const format = useFormat();
  const { clusterId, mostBehind, lag } = overview;
  const series = useSeries(
    clusterId,
    { metric: 'group.seconds_behind', group: mostBehind?.groupId ?? '', points: SPARK_POINTS },
    range,
    mostBehind !== null,
  ).data;
  const isBehind = (behindSortValue(mostBehind?.secondsBehind ?? null) ?? 0) > 0;
  return (
    <MeasureTile
      label={t('label')}
      hint={t('hint')}
      value={
        <TimeBehind className="text-xl whitespace-normal" behind={mostBehind?.secondsBehind ?? null} reason={t('unknown')} />
      }
      detail={
        <>
          {mostBehind === null || !isBehind ? null : (
            <>
              <span className="font-medium text-text">{mostBehind.groupId}</span>
              {` · ${t('offsets', { offsets: format.integer(mostBehind.lag.value) })} · `}
            </>
          )}
          {t('total')} <CoveredCell covered={lag} kind="count" />
        </>
      }
      href={mostBehind === null ? `${clusterPath(clusterId)}/groups` : groupPath(clusterId, mostBehind.groupId)}
      chart={<Sparkline values={series?.series[0]?.mean ?? []} hue={2} height={SPARK_PX} />}
    />
  );
}

const BUSY_METRIC = { handlers: 'broker.handler_idle', network: 'broker.network_idle', cpu: 'broker.cpu' } as const;

function Busiest({ overview, range }: TileProps) {
  const t = useTranslations('overview.busiest');
  const format = useFormat();
  const { clusterId } = overview;
  const brokers = useBrokers(clusterId).data?.rows;
  const busiest = busiestOf(brokers ?? []);
  const broker = brokers?.find(({ nodeId }) => nodeId === busiest?.nodeId);
  const measure = busiest?.measure ?? 'cpu';
  const series = useSeries(
    clusterId,
    { metric: BUSY_METRIC[measure], broker: busiest?.nodeId ?? 0, points: SPARK_POINTS },
    range,
    busiest !== null,
  ).data;
  const values = series?.series[0]?.mean ?? [];
  if (busiest === null) {
    return (
      <MeasureTile
        label={t('label')}
        hint={t('hint')}
        value={<Unknown reason={t('unknown')} />}
        detail={t('unknown')}
        href={measuringPath(clusterId)}
      />
    );
  }
  return (
    <MeasureTile
      label={t('label')}
      hint={t('hint')}
      value={format.percent(busiest.share)}
      unit={t(`of.${measure}`)}
      detail={t('detail', {
        broker: busiest.nodeId,
        cpu: format.percent(broker?.resources.cpu),
        heap: format.percent(broker?.resources.heap),
      })}
      href={`${brokerPath(clusterId, busiest.nodeId)}?tab=resources`}
      chart={
        <Sparkline
          values={measure === 'cpu' ? values : values.map((value) => (value === null ? null : 1 - value))}
          hue={7}
          height={SPARK_PX}
        />
      }
    />
  );
}
