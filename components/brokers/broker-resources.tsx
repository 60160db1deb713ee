'use client';

import { Plug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useBrokerResources } from '#lib/client/brokers.ts';
import { measuringPath } from '#lib/client/paths.ts';
import type { BrokerResources } from '#lib/contracts/resources.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { useNow } from '../states/use-now.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Link } from '../ui/link.tsx';
import { StateTag, type Tone } from '../ui/state-tag.tsx';
import { ReadingGroups } from './reading-groups.tsx';
import { RequestTimes } from './request-times.tsx';
import { ResourceCharts } from './resource-charts.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** What a broker tells of its own resources: the state of the source, the times of requests, every reading with its meaning, and their course. */
export function BrokerResourcesView({ clusterId, nodeId }: { clusterId: string; nodeId: number }) {
  const query = useBrokerResources(clusterId, nodeId);
  return (
    <QueryState query={query} skeleton={<DetailSkeleton />}>
      {(resources) =>
        resources.state === 'not_connected' || (resources.state === 'waiting' && resources.readings.length === 0) ? (
          <NoReadings clusterId={clusterId} isWaiting={resources.state === 'waiting'} />
        ) : (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <SourceTrouble resources={resources} />
            <RequestTimes resources={resources} />
            <ReadingsCard resources={resources} receivedAtMs={query.dataUpdatedAt} />
            <ResourceCharts clusterId={clusterId} nodeId={nodeId} />
          </div>
        )
      }
    </QueryState>
  );
}

function NoReadings({ clusterId, isWaiting }: { clusterId: string; isWaiting: boolean }) {
  const t = useTranslations('brokers.resources');
  return (
    <Card aria-label={t('title')}>
      {isWaiting ? (
        <Empty title={t('waiting.title')} role="status">
          {t('waiting.detail')}
        </Empty>
      ) : (
        <Empty
          icon={Plug}
          title={t('notConnected.title')}
          action={
            <Button asChild variant="primary">
              <Link href={measuringPath(clusterId)}>{t('notConnected.connect')}</Link>
            </Button>
          }
        >
          <p>{t('notConnected.detail')}</p>
          <p className="mt-2">{t.rich('notConnected.how', { code: code })}</p>
        </Empty>
      )}
    </Card>
  );
}

function code(text: ReactNode) {
  return <code className="font-mono text-[0.94em] text-text">{text}</code>;
}

/** Why readings are missing or about to end, before anything else. */
function SourceTrouble({ resources }: { resources: BrokerResources }) {
  const faultText = useFaultText();
  const t = useTranslations('brokers.resources');
  const format = useFormat();
  const meansSinceStart = resources.unknown.some(({ reason }) => reason === 'mean_since_start');
  return (
    <>
      {resources.state === 'failed' ? (
        <Callout
          tone="bad"
          role="status"
          title={t('failed.title', { since: resources.since === null ? '–' : format.dateTime(Date.parse(resources.since)) })}
        >
          {faultText(resources.fault) ?? t('source.noReason')}{' '}
          {resources.readings.length > 0 ? t('failed.held') : t('failed.gone')}
        </Callout>
      ) : null}
      {meansSinceStart ? (
        <Callout tone="warn" title={t('meanSinceStart.title')}>
          {t('meanSinceStart.detail')}
        </Callout>
      ) : null}
    </>
  );
}

const STATE_TONE: Record<BrokerResources['state'], Tone> = { ok: 'ok', failed: 'bad', waiting: 'mute', not_connected: 'mute' };

function ReadingsCard({ resources, receivedAtMs }: { resources: BrokerResources; receivedAtMs: number }) {
  const faultText = useFaultText();
  const t = useTranslations('brokers.resources');
  const format = useFormat();
  const nowMs = useNow();
  const { source, ageMs, readAt, raftState } = resources;
  const age = ageMs === null || nowMs === 0 ? null : ageMs + Math.max(0, nowMs - receivedAtMs);
  const parts = [
    source === null ? null : t(`sourceName.${source}`),
    readAt === null
      ? t('neverRead')
      : age === null
        ? null
        : t('readAt', { time: format.time(Date.parse(readAt)), age: format.age(age) }),
    raftState === null ? null : t('raftState', { state: raftState }),
  ];
  return (
    <Card aria-label={t('title')}>
      <CardHeader
        title={t('title')}
        note={parts.filter((part) => part !== null).join(' · ')}
        actions={
          <StateTag tone={STATE_TONE[resources.state]} title={faultText(resources.fault)}>
            {t(`state.${resources.state}`)}
          </StateTag>
        }
      />
      <ReadingGroups resources={resources} />
    </Card>
  );
}
