'use client';

import { useTranslations } from 'next-intl';
import { useCanary } from '#lib/client/canary.ts';
import type { CanaryAnswer } from '#lib/contracts/canary.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Page } from '../shell/page.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { Explain } from '../ui/explain.tsx';
import { latePart, partOnDemand } from '../ui/late-part.tsx';

const Measured = latePart(
  () => import('./canary-measured.tsx').then((module) => module.Measured),
  () => <Card className="h-[190px]" />,
);

const CanaryOff = partOnDemand(() => import('./canary-off.tsx').then((module) => module.CanaryOff));

/** What a producer and a consumer feel of each broker, measured with records of Farol's own. */
export function CanaryPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('canary');
  const query = useCanary(clusterId);
  const canary = query.data;
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      note={canary === undefined ? undefined : <CanaryNote canary={canary} />}
      tags={<Explain question={t('what.question')} answer={t('what.answer')} />}
    >
      <QueryState
        query={query}
        skeleton={
          <Card>
            <div className="h-[42px]" />
            <DataTableSkeleton columns={6} rows={3} />
          </Card>
        }
      >
        {(data) =>
          data.state === 'off' ? <Off clusterId={clusterId} canary={data} /> : <Measured clusterId={clusterId} canary={data} />
        }
      </QueryState>
    </Page>
  );
}

function CanaryNote({ canary }: { canary: CanaryAnswer }) {
  const t = useTranslations('canary');
  const format = useFormat();
  if (canary.state === 'off') return t('state.off');
  return canary.startedAt === null
    ? t('state.starting')
    : t('note', { topic: canary.topic, time: format.dateTime(Date.parse(canary.startedAt)) });
}

function Off({ clusterId, canary }: { clusterId: string; canary: CanaryAnswer }) {
  return (
    <Card>
      <CanaryOff clusterId={clusterId} topic={canary.topic} />
    </Card>
  );
}
