'use client';

import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAdvice } from '#lib/client/advice.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';

const AdviceList = latePart(
  () => import('./advice-list.tsx').then((module) => module.AdviceList),
  () => <DataTableSkeleton columns={2} rows={6} />,
);

/** What could be better about a cluster's topics. Severity, subject, words and what is unfolded stand in the URL. */
export function AdvicePage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('advice');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="max-w-[88ch] text-sm text-pretty text-text-2">{t('intro')}</p>
      <QueryState
        query={useAdvice(clusterId)}
        skeleton={
          <Card>
            <div className="h-[50px]" />
            <DataTableSkeleton columns={2} rows={6} />
          </Card>
        }
        passOf={({ meta }) => meta.pass}
      >
        {(advice) => (
          <Card aria-label={t('title')}>
            {advice.meta.pass === null ? (
              <Empty title={t('empty.waiting.title')}>{t('empty.waiting.detail')}</Empty>
            ) : advice.meta.total === 0 ? (
              <Empty icon={CircleCheck} title={t('empty.none.title')}>
                {t('empty.none.detail', { judged: advice.meta.topicsJudged })}
              </Empty>
            ) : (
              <AdviceList clusterId={clusterId} advice={advice} />
            )}
          </Card>
        )}
      </QueryState>
    </div>
  );
}
