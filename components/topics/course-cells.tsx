'use client';

import { useTranslations } from 'next-intl';
import type { TopicCourseRow, TopicSummary } from '#lib/contracts/topics.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Sparkline } from '../chart/sparkline.tsx';
import { Unknown } from '../states/unknown.tsx';
import { useFromNow } from '../states/use-now.ts';
import { CoveredCell } from '../table/cells.tsx';
import { useFaultText } from '../states/use-fault-text.ts';

/** Why a topic's history tells nothing: it was not asked for yet, or not read, or there is not enough. */
function useCourseReason(course: TopicCourseRow | undefined, isLoaded: boolean): string {
  const t = useTranslations('topics.unknown');
  return t(!isLoaded ? 'courseWaiting' : course === undefined ? 'courseUnread' : 'courseShort');
}

/** Rate now, with the course of the last hour where there is room for it. */
export function RateWithCourse({ topic, course }: { topic: TopicSummary; course: TopicCourseRow | undefined }) {
  const faultText = useFaultText();
  const t = useTranslations('topics');
  return (
    <span className="flex items-center justify-end gap-2">
      {course?.rates?.some((rate) => rate !== null && rate > 0) ? (
        <Sparkline values={course.rates} height={18} className="w-13! shrink-0 max-lg:hidden" />
      ) : null}
      <span className="min-w-11 text-right">
        <CoveredCell covered={topic.messagesInPerSecond} kind="rate" reason={faultText(topic.fault) ?? t('unknown.rate')} />
      </span>
    </span>
  );
}

/** Growth a day, with its sign. */
export function GrowthCell({ course, isLoaded }: { course: TopicCourseRow | undefined; isLoaded: boolean }) {
  const format = useFormat();
  const reason = useCourseReason(course, isLoaded);
  const growth = course?.bytesPerDay ?? null;
  if (growth === null) return <Unknown reason={reason} />;
  const rounded = Math.round(growth);
  return (
    <span title={`${format.integer(rounded)} B/d`}>
      {rounded > 0 ? '+' : ''}
      {format.bytes(rounded)}
    </span>
  );
}

/** How long ago something was last written; "over" when nothing was while it was watched. */
export function LastProducedCell({ course, isLoaded }: { course: TopicCourseRow | undefined; isLoaded: boolean }) {
  const t = useTranslations('topics.lastProduced');
  const format = useFormat();
  const at = course?.lastProducedAt ?? course?.watchedSince ?? null;
  const age = useFromNow((nowMs) => (at === null ? '' : format.age(Math.max(0, nowMs - Date.parse(at)))));
  const reason = useCourseReason(course, isLoaded);
  const last = course?.lastProducedAt ?? null;
  if (last !== null) {
    if (course?.lastProducedPrecisionMs === 0) return <span title={format.dateTime(Date.parse(last))}>{t('now')}</span>;
    return <span title={t('about', { time: format.dateTime(Date.parse(last)) })}>{t('ago', { age })}</span>;
  }
  const since = course?.watchedSince ?? null;
  if (since === null) return <Unknown reason={reason} />;
  return <span title={t('watchedSince', { time: format.dateTime(Date.parse(since)) })}>{t('over', { age })}</span>;
}

/** What "last produced" sorts by: the newest is largest; what was never seen lies before all that is watched. null = unknown. */
export function lastProducedSortValue(course: TopicCourseRow | undefined): number | null {
  if (course === undefined) return null;
  if (course.lastProducedAt !== null) return Date.parse(course.lastProducedAt);
  return course.watchedSince === null ? null : 0;
}
