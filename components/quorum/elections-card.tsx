'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { QuorumDetail } from '#lib/contracts/quorum.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Card, CardHeader } from '../ui/card.tsx';

/** From so many elections within the list on, it says what they mean. */
const MANY = 3;

/** Each new epoch that Farol saw, newest first: how steady the quorum was. */
export function ElectionsCard({ quorum }: { quorum: QuorumDetail }) {
  const t = useTranslations('quorum.elections');
  const format = useFormat();
  const headingId = useId();
  const { elections, leaderSince } = quorum;
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title={t('title')} note={t('note')} />
      {elections.length === 0 ? (
        <p className="px-3.5 pb-3.5 text-sm text-text-2">
          {leaderSince === null ? t('noneEver') : t('none', { time: format.dateTime(Date.parse(leaderSince)) })}
        </p>
      ) : (
        <>
          <ol className="max-h-64 overflow-y-auto" tabIndex={0} aria-label={t('title')}>
            {elections.map((at) => (
              <li key={at} className="flex min-h-8 items-center justify-between gap-4 border-t border-line px-3.5 text-sm">
                <span>{t('at')}</span>
                <time dateTime={at} className="text-text-2">
                  {format.dateTime(Date.parse(at))}
                </time>
              </li>
            ))}
          </ol>
          {elections.length >= MANY ? (
            <p className="border-t border-line px-3.5 py-2 text-sm text-pretty text-text-2">{t('many')}</p>
          ) : null}
        </>
      )}
    </Card>
  );
}
