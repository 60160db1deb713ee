'use client';

import { useTranslations } from 'next-intl';
import { Page } from '../shell/page.tsx';
import { EventList } from './event-list.tsx';

/** The time line of a cluster, whole. */
export function EventsPage({ clusterId }: { clusterId: string }) {
  const t = useTranslations('events');
  return (
    <Page title={t('title')} windowTitle={t('title')}>
      <EventList clusterId={clusterId} />
    </Page>
  );
}
