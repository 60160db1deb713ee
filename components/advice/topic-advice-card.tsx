'use client';

import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useAdvice } from '#lib/client/advice.ts';
import { advicePath } from '#lib/client/paths.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Button } from '../ui/button.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { AdviceKindCard } from './advice-kind-card.tsx';
import { groupAdvice } from './group-advice.ts';
import { Link } from '../ui/link.tsx';

/** What could be better about one topic. What is unfolded stands in the URL. */
export function TopicAdviceCard({ clusterId, topic }: { clusterId: string; topic: string }) {
  const t = useTranslations('advice');
  const query = useAdvice(clusterId, { topic });
  const [open, setOpen] = useQueryState('advice', parseAsString);
  return (
    <Card>
      <CardHeader
        title={t('section.title')}
        note={query.data === undefined ? undefined : t('section.note', { count: query.data.meta.total })}
        actions={
          <Button size="sm" variant="ghost" asChild>
            <Link href={advicePath(clusterId)}>{t('section.all')}</Link>
          </Button>
        }
      />
      <QueryState
        query={query}
        skeleton={<DataTableSkeleton columns={2} rows={3} />}
        isEmpty={({ data }) => data.length === 0}
        empty={
          <Empty icon={CircleCheck} title={t('empty.topic.title')}>
            {t('empty.topic.detail')}
          </Empty>
        }
      >
        {({ data }) => (
          <ol className="border-t border-line">
            {groupAdvice(data).map((kind) => (
              <AdviceKindCard
                key={kind.key}
                clusterId={clusterId}
                kind={kind}
                isOpen={open === kind.key}
                onToggle={() => void setOpen(open === kind.key ? null : kind.key)}
                isOnTopicPage
              />
            ))}
          </ol>
        )}
      </QueryState>
    </Card>
  );
}
