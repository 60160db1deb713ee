'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useTranslations } from 'next-intl';
import { useTransactions } from '#lib/client/transactions.ts';
import type { TransactionsReading } from '#lib/contracts/transactions.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Page } from '../shell/page.tsx';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Card } from '../ui/card.tsx';
import { Explain } from '../ui/explain.tsx';
import { latePart } from '../ui/late-part.tsx';

const TopicProducersCard = latePart(() => import('./topic-producers.tsx').then((module) => module.TopicProducersCard));
const Content = latePart(
  () => import('./transactions-content.tsx').then((module) => module.Content),
  () => <DetailSkeleton />,
);

/** Transactions that are open, those that will not end by themselves, and the producers behind a topic. */
export function TransactionsPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('transactions');
  const query = useTransactions(clusterId);
  const [topic, setTopic] = useQueryState('topic', parseAsString.withOptions({ history: 'push' }));
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      note={query.data === undefined ? undefined : <ReadNote reading={query.data.reading} />}
      tags={<Explain question={t('what.question')} answer={t('what.answer')} />}
    >
      <QueryState query={query} skeleton={<DetailSkeleton />}>
        {({ reading }) =>
          reading === null ? (
            <Card>
              <Empty title={t('waiting.title')}>{t('waiting.detail')}</Empty>
            </Card>
          ) : (
            <Content clusterId={clusterId} reading={reading} onTopic={(name) => void setTopic(name)} />
          )
        }
      </QueryState>
      <TopicProducersCard clusterId={clusterId} topic={topic} onTopic={(name) => void setTopic(name)} />
    </Page>
  );
}

function ReadNote({ reading }: { reading: TransactionsReading | null }) {
  const t = useTranslations('transactions');
  const format = useFormat();
  return reading === null || reading.readAt === null
    ? t('notRead')
    : t('readAt', { time: format.time(Date.parse(reading.readAt)) });
}
