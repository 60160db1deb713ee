'use client';

import { useTranslations } from 'next-intl';
import { useFarol } from '#lib/client/farol.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Page } from '../shell/page.tsx';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Explain } from '../ui/explain.tsx';
import { latePart } from '../ui/late-part.tsx';

const Parts = latePart(
  () => import('./farol-parts.tsx').then((module) => module.Parts),
  () => <DetailSkeleton />,
);

/** How Farol itself does, over all clusters: whether it measures at all, what that costs, what is stored. */
export function FarolPage() {
  const t = useTranslations('farol');
  const format = useFormat();
  const query = useFarol();
  const data = query.data;
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      tags={<Explain question={t('what.question')} answer={t('what.answer')} />}
      note={data === undefined ? undefined : t('note', { version: data.web.version, time: format.time(Date.parse(data.readAt)) })}
    >
      <QueryState query={query} skeleton={<DetailSkeleton />}>
        {(answer) => <Parts answer={answer} />}
      </QueryState>
    </Page>
  );
}
