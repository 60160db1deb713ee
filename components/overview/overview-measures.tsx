'use client';

import { Check, CircleX, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useSeries } from '#lib/client/series.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import type { TimeRange } from '#lib/core/time-range.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { diskShare } from '../brokers/disk-share.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { Unknown } from '../states/unknown.tsx';
import { CoverageNote, CoveredValue } from './covered-value.tsx';
import { MeasureTile } from './measure-tile.tsx';
import { quorumLag, troubleOf } from './overview-figures.ts';

const SPARK_POINTS = 60;
const SPARK_PX = 40;
const GOOD = { icon: Check, className: 'text-ok' };
const WORRY = { icon: TriangleAlert, className: 'text-warn' };
const BAD = { icon: CircleX, className: 'text-bad' };

/** The cluster's leading figures. Unknown is a dash; a partial sum says what it covers. */
export function OverviewMeasures({ overview, range }: { overview: ClusterOverview; range: TimeRange }) {
  const base = `/clusters/${overview.clusterId}`;
  return (
    <section className="grid grid-cols-2 gap-3 md:gap-4 lg:grid-cols-3">
      <Throughput overview={overview} range={range} href={`${base}/topics`} />
      <Lag overview={overview} range={range} href={`${base}/groups`} />
      <Brokers overview={overview} href={`${base}/brokers`} />
      <Partitions overview={overview} href={`${base}/topics`} />
      <Disk overview={overview} href={`${base}/brokers`} />
      <Quorum overview={overview} href={`${base}/brokers`} />
    </section>
  );
}

interface PartProps {
  overview: ClusterOverview;
  href: string;
}

function Throughput({ overview, range, href }: PartProps & { range: TimeRange }) {
  const t = useTranslations('overview');
  const format = useFormat();
  const series = useSeries(overview.clusterId, { metric: 'cluster.messages_in', points: SPARK_POINTS }, range).data;
  const { messagesInPerSecond, messagesOutPerSecond } = overview;
  return (
    <MeasureTile
      label={t('in.label')}
      hint={t('in.hint')}
      value={<CoveredValue covered={messagesInPerSecond} kind="rate" reason={t('rateReason')} />}
      unit={messagesInPerSecond.value === null ? undefined : t('perSecond')}
      detail={
        <Lines>
          {t('out', { rate: format.rate(messagesOutPerSecond.value) })}
          <CoverageNote
            covered={messagesInPerSecond}
            says={t('in.covers', { known: messagesInPerSecond.known, total: messagesInPerSecond.total })}
          />
        </Lines>
      }
      href={href}
      chart={<Sparkline values={series?.series[0]?.mean ?? []} hue={1} height={SPARK_PX} />}
    />
  );
}

function Lag({ overview, range, href }: PartProps & { range: TimeRange }) {
  const t = useTranslations('overview');
  const format = useFormat();
  const series = useSeries(overview.clusterId, { metric: 'cluster.lag', points: SPARK_POINTS }, range).data;
  const worst = overview.worstGroups.find(({ lag }) => lag.value !== null && lag.value !== '0');
  return (
    <MeasureTile
      label={t('lag.label')}
      hint={t('lag.hint')}
      value={<CoveredValue covered={overview.lag} kind="count" />}
      unit={overview.lag.value === null ? undefined : t('lag.unit')}
      detail={
        <Lines>
          {worst === undefined
            ? overview.lag.value === null
              ? null
              : t('lag.none')
            : t('lag.worst', { group: worst.groupId, lag: format.integer(worst.lag.value) })}
          <CoverageNote covered={overview.lag} says={t('lag.covers', { known: overview.lag.known, total: overview.lag.total })} />
        </Lines>
      }
      href={href}
      chart={<Sparkline values={series?.series[0]?.mean ?? []} hue={2} height={SPARK_PX} />}
    />
  );
}

function Brokers({ overview, href }: PartProps) {
  const t = useTranslations('overview');
  const format = useFormat();
  const up = overview.brokers.filter(({ state }) => state === 'up').length;
  const total = overview.brokers.length;
  const bad = overview.brokers.filter(({ state }) => state !== 'up').map(({ nodeId }) => nodeId);
  if (overview.kafka === null) return <MeasureTile label={t('brokers.label')} value={<Unknown />} href={href} />;
  return (
    <MeasureTile
      label={t('brokers.label')}
      value={t('brokers.value', { up: format.integer(up), total: format.integer(total) })}
      mark={up === total ? GOOD : BAD}
      detail={bad.length === 0 ? t('brokers.allUp') : t('brokers.missing', { count: bad.length, brokers: bad.join(', ') })}
      href={href}
    />
  );
}

function Partitions({ overview, href }: PartProps) {
  const t = useTranslations('overview');
  const format = useFormat();
  const { partitions } = overview;
  const trouble = troubleOf(partitions);
  if (partitions === null || trouble === null) {
    return <MeasureTile label={t('partitions.label')} value={<Unknown />} href={href} />;
  }
  return (
    <MeasureTile
      label={t('partitions.label')}
      hint={t('partitions.hint')}
      value={format.integer(trouble.worst)}
      unit={t('partitions.of', { total: format.integer(partitions.total) })}
      mark={trouble.worst === 0 ? GOOD : partitions.offline > 0 || (partitions.underMinIsr ?? 0) > 0 ? BAD : WORRY}
      detail={
        trouble.worst === 0 ? (
          <Lines>
            {t('partitions.fine')}
            {partitions.underMinIsr === null ? t('partitions.minIsrUnknown') : null}
          </Lines>
        ) : (
          t('partitions.detail', {
            offline: format.integer(partitions.offline),
            underReplicated: format.integer(partitions.underReplicated),
            underMinIsr: format.integer(partitions.underMinIsr),
          })
        )
      }
      href={href}
    />
  );
}

function Disk({ overview, href }: PartProps) {
  const t = useTranslations('overview');
  const format = useFormat();
  const { disk } = overview;
  const used = diskShare(disk);
  const covers =
    disk.brokersKnown < disk.brokersTotal ? t('disk.covers', { known: disk.brokersKnown, total: disk.brokersTotal }) : null;
  if (used === null) {
    const { text, unit } = format.value('bytes', disk.replicaBytes);
    return (
      <MeasureTile
        label={t('disk.label')}
        hint={t('disk.hint')}
        value={disk.replicaBytes === null ? <Unknown reason={t('disk.reason')} /> : text}
        unit={unit}
        detail={<Lines>{[disk.replicaBytes === null ? null : t('disk.replicasOnly'), covers]}</Lines>}
        href={href}
      />
    );
  }
  return (
    <MeasureTile
      label={t('disk.label')}
      hint={t('disk.hint')}
      value={format.percent(used)}
      unit={t('disk.used')}
      mark={used >= 0.9 ? BAD : used >= 0.8 ? WORRY : undefined}
      detail={
        <Lines>
          {t('disk.free', { free: format.bytes(disk.usableBytes), replicas: format.bytes(disk.replicaBytes) })}
          {covers}
        </Lines>
      }
      href={href}
    />
  );
}

function Quorum({ overview, href }: PartProps) {
  const t = useTranslations('overview');
  const format = useFormat();
  const { kafka, quorum, quorumFault } = overview;
  if (kafka?.mode === 'zookeeper') {
    return (
      <MeasureTile
        label={t('controller.label')}
        value={kafka.controllerId === null ? <Unknown /> : t('controller.broker', { broker: kafka.controllerId })}
        detail={t('controller.zookeeper')}
        href={href}
      />
    );
  }
  if (quorum === null) {
    return (
      <MeasureTile
        label={t('quorum.label')}
        value={<Unknown reason={quorumFault?.detail} />}
        detail={quorumFault?.detail}
        href={href}
      />
    );
  }
  const lag = quorumLag(quorum);
  return (
    <MeasureTile
      label={t('quorum.label')}
      hint={t('quorum.hint')}
      value={quorum.leaderId === null ? <Unknown reason={t('quorum.noLeader')} /> : t('quorum.leader', { node: quorum.leaderId })}
      mark={quorum.leaderId === null ? BAD : undefined}
      detail={
        quorum.leaderId === null
          ? t('quorum.noLeader')
          : t('quorum.detail', {
              epoch: format.integer(quorum.leaderEpoch),
              voters: quorum.voters.length,
              lag: format.integer(lag),
            })
      }
      href={href}
    />
  );
}

/** Each part on a line of its own; empty parts leave none. */
function Lines({ children }: { children: ReactNode }) {
  const parts = (Array.isArray(children) ? children : [children]).filter(
    (part) => part !== null && part !== undefined && part !== false,
  );
  return parts.map((part, at) => (
    // Parts have fixed places: their order never changes.
    // oxlint-disable-next-line react/no-array-index-key
    <span key={at} className="block">
      {part}
    </span>
  ));
}
