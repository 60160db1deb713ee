'use client';

import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useEvents, type EventPlace } from '#lib/client/events.ts';
import { brokerPath, clusterPath, eventAnchor, eventsPath, groupPath, topicPath } from '#lib/client/paths.ts';
import type { ClusterEvent, EventScope } from '#lib/contracts/events.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Empty } from '../states/empty.tsx';
import { QueryState } from '../states/query-state.tsx';
import { Button } from '../ui/button.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { cn } from '../ui/cn.ts';
import { Link } from '../ui/link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TONE_ICON, TONE_TEXT } from '../ui/state-tag.tsx';
import { eventTone } from './event-tone.ts';
import { useEventText } from './use-event-text.ts';

export interface EventListProps {
  clusterId: string;
  /** Whose time line; the cluster's when left out. */
  place?: EventPlace;
  /** Scrolls within this height: for cards beside others. */
  short?: boolean;
}

const WHOLE_CLUSTER: EventPlace = {};

/** What happened, newest first, in sentences, each with its time and subject; older events on request. */
export function EventListCard({ clusterId, place = WHOLE_CLUSTER, short = false }: EventListProps) {
  const t = useTranslations('events');
  const query = useEvents(clusterId, place);
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <QueryState
        query={query}
        skeleton={<EventListSkeleton />}
        isEmpty={(data) => data.pages.every((page) => page.data.length === 0)}
        empty={
          <Empty icon={History} title={t('empty.title')}>
            {t('empty.detail')}
          </Empty>
        }
      >
        {(data) => (
          <div
            className={cn(short && 'relative max-h-[340px] overflow-y-auto')}
            {...(short ? { tabIndex: 0, role: 'region', 'aria-label': t('title') } : {})}
          >
            <ol>
              {data.pages.flatMap((page) =>
                page.data.map((event) => <EventRow key={event.id} clusterId={clusterId} event={event} />),
              )}
            </ol>
            {query.hasNextPage ? (
              <div className="flex justify-center border-t border-line py-2">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('older')}
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </QueryState>
    </Card>
  );
}

/** One event. `short`: only the time of day, for what is new; the whole moment on hover. */
function EventRow({ clusterId, event, short = false }: { clusterId: string; event: ClusterEvent; short?: boolean }) {
  const t = useTranslations('events');
  const format = useFormat();
  const textOf = useEventText();
  const tone = eventTone(event.kind);
  const Icon = TONE_ICON[tone];
  const { unseenSince, by } = event.detail;
  return (
    <li
      id={eventAnchor(event)}
      ref={showIfAsked}
      className={cn(
        'grid scroll-mt-[72px] gap-x-2.5 border-t border-line px-3.5 py-1.5 text-sm data-asked:bg-info-soft',
        short
          ? 'grid-cols-[16px_58px_minmax(0,1fr)] first:border-t-0'
          : 'grid-cols-[18px_minmax(0,1fr)] sm:grid-cols-[18px_196px_minmax(0,1fr)]',
      )}
    >
      <Icon aria-hidden className={cn('mt-[3px] size-3.5', TONE_TEXT[tone])} strokeWidth={2} />
      <time
        dateTime={event.at}
        title={format.dateTime(Date.parse(event.at))}
        className="whitespace-nowrap text-text-3 tabular-nums"
      >
        {short ? format.time(Date.parse(event.at)) : format.dateTime(Date.parse(event.at))}
      </time>
      <p className={cn('min-w-0 text-pretty break-words', short ? 'line-clamp-2' : 'col-start-2 sm:col-start-3')}>
        <span className="sr-only">{t(`tone.${tone === 'mute' ? 'info' : tone}`)}: </span>
        <Subject clusterId={clusterId} scope={event.scope} />
        {textOf(event)}
        {typeof by === 'string' ? <span className="text-text-3"> {t('by', { by })}</span> : null}
        {typeof unseenSince === 'string' ? (
          <span className="text-text-3"> {t('unseen', { time: format.dateTime(Date.parse(unseenSince)) })}</span>
        ) : null}
      </p>
    </li>
  );
}

/** Entries arrive after the page, when the browser has long looked for the address's `#event-…`. */
function showIfAsked(row: HTMLElement | null): void {
  if (row === null || window.location.hash !== `#${row.id}`) return;
  row.dataset.asked = 'yes';
  row.scrollIntoView({ block: 'center' });
}

/** So many of the newest events stand beside other things. */
const GLANCE = 8;

/** The newest events of a cluster in a few lines, leading to all of them. */
export function EventGlanceCard({ clusterId }: { clusterId: string }) {
  const t = useTranslations('events');
  const common = useTranslations('common');
  const headingId = useId();
  const query = useEvents(clusterId, WHOLE_CLUSTER);
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('recent')}
        actions={
          <Link href={eventsPath(clusterId)} className="text-sm font-medium text-info hover:underline">
            {common('all')}
          </Link>
        }
      />
      <QueryState
        query={query}
        skeleton={<EventListSkeleton />}
        isEmpty={(data) => data.pages.every((page) => page.data.length === 0)}
        empty={<p className="px-3.5 pb-3.5 text-sm text-text-2">{t('empty.detail')}</p>}
      >
        {(data) => (
          <ol className="pb-1.5">
            {data.pages
              .flatMap((page) => page.data)
              .slice(0, GLANCE)
              .map((event) => (
                <EventRow key={event.id} clusterId={clusterId} event={event} short />
              ))}
          </ol>
        )}
      </QueryState>
    </Card>
  );
}

/** What an event is about, leading to its page; nothing for the cluster, whose page it is. */
function Subject({ clusterId, scope }: { clusterId: string; scope: EventScope }) {
  const t = useTranslations('brokers');
  const path = scopePath(clusterId, scope);
  if (path === null) return null;
  return (
    <>
      <Link href={path} className="font-medium underline-offset-2 hover:text-info hover:underline">
        {scope.kind === 'broker' ? t('named', { node: scope.name }) : scope.name}
      </Link>
      {' · '}
    </>
  );
}

function scopePath(clusterId: string, { kind, name }: EventScope): string | null {
  switch (kind) {
    case 'cluster':
      return name === '' ? null : clusterPath(clusterId);
    case 'broker':
      return brokerPath(clusterId, Number(name));
    case 'topic':
      return topicPath(clusterId, name);
    case 'group':
      return groupPath(clusterId, name);
  }
}

function EventListSkeleton() {
  return (
    <div className="grid gap-2 px-3.5 pb-3">
      {[0, 1, 2, 3].map((at) => (
        <Skeleton key={at} className="h-4 w-full" />
      ))}
    </div>
  );
}
