'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useQuorum } from '#lib/client/quorum.ts';
import { clusterPath } from '#lib/client/paths.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { marginState } from '../quorum/margin-state.ts';
import { QueryState } from '../states/query-state.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { cn } from '../ui/cn.ts';
import { Link } from '../ui/link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TONE_ICON, TONE_TEXT, type Tone } from '../ui/state-tag.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

const TONE: Record<ReturnType<typeof marginState>, Tone> = {
  fine: 'ok',
  single: 'info',
  thin: 'bad',
  broken: 'bad',
  unknown: 'mute',
};

/** How many voters may be lost before the metadata stand still, in one sentence; of a ZooKeeper cluster, who its controller is. */
export function QuorumGlance({ overview }: { overview: ClusterOverview }) {
  const faultText = useFaultText();
  const t = useTranslations('overview.quorum');
  const margin = useTranslations('quorum.margin');
  const format = useFormat();
  const common = useTranslations('common');
  const headingId = useId();
  const { clusterId, kafka } = overview;
  const query = useQuorum(clusterId);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('label')}
        actions={
          <Link href={`${clusterPath(clusterId)}/quorum`} className="text-sm font-medium text-info hover:underline">
            {common('details')}
          </Link>
        }
      />
      <QueryState
        query={query}
        skeleton={
          <div className="px-3.5 pb-4">
            <Skeleton className="h-12 w-full" />
          </div>
        }
      >
        {({ quorum, fault, mode }) => {
          if (mode === 'zookeeper') {
            return (
              <Line tone="info" title={t('zookeeper')}>
                {kafka?.controllerId == null ? t('noController') : t('controller', { broker: kafka.controllerId })}
              </Line>
            );
          }
          if (quorum === null) {
            return (
              <Line tone="mute" title={margin('unknown.title')}>
                {faultText(fault) ?? t('waiting')}
              </Line>
            );
          }
          const state = marginState(quorum);
          return (
            <Line tone={TONE[state]} title={margin(`${state}.title`, { margin: quorum.margin ?? 0 })}>
              {quorum.leaderId === null ? t('noLeader') : t('leader', { node: quorum.leaderId })}
              {quorum.leaderSince === null
                ? ''
                : ` ${t(quorum.leaderSinceIsExact ? 'since' : 'sinceAtLeast', { time: format.dateTime(Date.parse(quorum.leaderSince)) })}`}
              {' · '}
              {quorum.caughtUp === null
                ? t('voters', { voters: quorum.voters.length })
                : t('caughtUp', { caughtUp: quorum.caughtUp, voters: quorum.voters.length })}
            </Line>
          );
        }}
      </QueryState>
    </Card>
  );
}

function Line({ tone, title, children }: { tone: Tone; title: string; children: React.ReactNode }) {
  const Icon = TONE_ICON[tone];
  return (
    <div className="flex gap-2.5 px-3.5 pb-3.5 text-sm">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', TONE_TEXT[tone])} strokeWidth={2.2} />
      <div className="min-w-0">
        <p className="font-medium text-pretty">{title}</p>
        <p className="mt-0.5 text-pretty text-text-2">{children}</p>
      </div>
    </div>
  );
}
