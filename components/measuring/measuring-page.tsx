'use client';

import { useTranslations } from 'next-intl';
import { useMeasuring } from '#lib/client/measuring.ts';
import { useMe } from '#lib/client/session.ts';
import { Page } from '../shell/page.tsx';
import { DetailSkeleton } from '../states/detail-skeleton.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Callout } from '../ui/callout.tsx';
import { latePart } from '../ui/late-part.tsx';

const MeasuringForm = latePart(() => import('./measuring-form.tsx').then((module) => module.MeasuringForm));

/** What Farol measures of a cluster beyond its passes, and where it may be changed. */
export function MeasuringPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('measuring');
  const query = useMeasuring(clusterId);
  const isViewer = useMe().data?.role === 'viewer';
  return (
    <Page title={t('title')} windowTitle={t('title')} note={t('note')}>
      <QueryState query={query} skeleton={<DetailSkeleton />}>
        {({ value, version }) => (
          <div className="grid max-w-[860px] gap-4">
            {value.isEditable ? null : (
              <Callout tone="info" title={t('declared.title')}>
                {t('declared.detail')}
              </Callout>
            )}
            {value.isEditable && isViewer ? (
              <Callout tone="info" title={t('viewer.title')}>
                {t('viewer.detail')}
              </Callout>
            ) : null}
            {/* What was typed holds for the version it was typed over: another one starts the form anew. */}
            <MeasuringForm
              key={version ?? ''}
              clusterId={clusterId}
              stored={value}
              version={version ?? ''}
              isReadOnly={!value.isEditable || isViewer}
              onReload={() => void query.refetch()}
            />
          </div>
        )}
      </QueryState>
    </Page>
  );
}
