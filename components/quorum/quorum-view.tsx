'use client';

import { useTranslations } from 'next-intl';
import { useId, useMemo } from 'react';
import { brokerPath } from '#lib/client/paths.ts';
import { useSeries } from '#lib/client/series.ts';
import type { Fault } from '#lib/contracts/common.ts';
import type { QuorumDetail } from '#lib/contracts/quorum.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useBrokerLabel } from '../chart/use-broker-label.ts';
import { TimeSeriesChart } from '../chart/time-series-chart.tsx';
import { useTimeRange } from '../shell/use-time-range.ts';
import { Unknown } from '../states/unknown.tsx';
import { NumberCell } from '../table/cells.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Explain } from '../ui/explain.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { ElectionsCard } from './elections-card.tsx';
import { MarginWords } from './margin-words.tsx';
import { MemberTable } from './member-table.tsx';
import { FaultNote } from '../states/fault-note.tsx';

const TOP = 8;

/** The metadata quorum: who leads since when, how many voters may be lost, and how far each member is behind. */
export function QuorumView({ clusterId, quorum, fault }: { clusterId: string; quorum: QuorumDetail; fault: Fault | null }) {
  const t = useTranslations('quorum');
  const format = useFormat();
  const votersId = useId();
  const { range, zoomTo } = useTimeRange();
  const labelOf = useBrokerLabel();
  const delay = useSeries(clusterId, { metric: 'broker.quorum_lag_time', by: 'broker', top: TOP }, range);
  const lag = useSeries(clusterId, { metric: 'broker.quorum_lag', by: 'broker', top: TOP }, range);
  const members = useMemo(
    () => [
      ...quorum.voters.map((member) => ({ ...member, role: 'voter' as const })),
      ...quorum.observers.map((member) => ({ ...member, role: 'observer' as const })),
    ],
    [quorum.voters, quorum.observers],
  );
  /** Short enough for half a phone. */
  const moment = (at: number) => `${format.day(at)} ${format.time(at)}`;
  const since = quorum.leaderSince === null ? null : Date.parse(quorum.leaderSince);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {fault === null ? null : (
        <Callout tone="warn" role="status" title={t('old')}>
          <FaultNote fault={fault} />
        </Callout>
      )}
      <MarginWords quorum={quorum} />
      <Facts>
        <Fact
          label={t('leader')}
          explain={<Explain question={t('leader')} answer={t('leaderHint')} />}
          note={since === null ? undefined : t(quorum.leaderSinceIsExact ? 'since' : 'sinceAtLeast', { time: moment(since) })}
        >
          {quorum.leaderId === null ? <Unknown reason={t('noLeader')} /> : t('node', { node: String(quorum.leaderId) })}
        </Fact>
        <Fact
          label={t('epoch')}
          explain={<Explain question={t('epoch')} answer={t('epochHint')} />}
          note={
            quorum.elections[0] === undefined
              ? t('noElection')
              : t('lastElection', { time: moment(Date.parse(quorum.elections[0])) })
          }
        >
          <NumberCell value={quorum.leaderEpoch} />
        </Fact>
        <Fact
          label={t('caughtUp')}
          explain={<Explain question={t('caughtUp')} answer={t('caughtUpHint')} />}
          note={t('majority', { majority: quorum.majority, voters: quorum.voters.length })}
        >
          {quorum.caughtUp === null ? (
            <Unknown reason={t('caughtUpUnknown')} />
          ) : (
            t('ofVoters', { caughtUp: quorum.caughtUp, voters: quorum.voters.length })
          )}
        </Fact>
        <Fact label={t('highWatermark')} explain={<Explain question={t('highWatermark')} answer={t('highWatermarkHint')} />}>
          <NumberCell value={quorum.highWatermark} />
        </Fact>
      </Facts>
      <Card aria-labelledby={votersId}>
        <CardHeader id={votersId} title={t('members')} note={t('membersNote')} />
        <MemberTable clusterId={clusterId} members={members} />
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[repeat(2,minmax(0,1fr))]">
        <TimeSeriesChart
          title={t('chart.delay')}
          note={t('chart.delayNote')}
          query={delay}
          entity="broker"
          labelOf={labelOf}
          hrefOf={({ label }) => brokerPath(clusterId, Number(label))}
          onZoom={zoomTo}
        />
        <TimeSeriesChart
          title={t('chart.lag')}
          note={t('chart.lagNote')}
          query={lag}
          entity="broker"
          labelOf={labelOf}
          hrefOf={({ label }) => brokerPath(clusterId, Number(label))}
          onZoom={zoomTo}
        />
      </div>
      <ElectionsCard quorum={quorum} />
    </div>
  );
}
