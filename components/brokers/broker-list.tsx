'use client';

import { Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useBrokers } from '#lib/client/brokers.ts';
import { TermHint } from '../glossary/term-hint.tsx';
import { Page } from '../shell/page.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { ListCardSkeleton } from '../table/list-card-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';

const BrokerListBody = latePart(
  () => import('./broker-list-body.tsx').then((module) => module.BrokerListBody),
  () => <BrokerListSkeleton />,
);
/** All brokers of a cluster, and how they compare. */
export function BrokerListPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('brokers');
  const brokers = useBrokers(clusterId);
  const up = brokers.data?.rows.filter(({ state }) => state === 'up').length;

  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      tags={<TermHint id="broker" word={t('title')} />}
      note={brokers.data === undefined ? undefined : t('upOf', { up: up ?? 0, total: brokers.data.total })}
    >
      <QueryState
        query={brokers}
        skeleton={<BrokerListSkeleton />}
        isEmpty={(list) => list.total === 0}
        empty={
          <Card>
            <Empty icon={Server} title={t('empty.title')}>
              {t('empty.detail')}
            </Empty>
          </Card>
        }
      >
        {(list) => <BrokerListBody clusterId={clusterId} list={list} />}
      </QueryState>
    </Page>
  );
}

/** Taller than the window, so that nothing that stands below the table is seen before the table has its height. */
function BrokerListSkeleton() {
  return <ListCardSkeleton columns={7} rows={24} />;
}
