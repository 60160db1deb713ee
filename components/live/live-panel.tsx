'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { isApiErrorCode } from '#lib/client/api-error.ts';
import { readFailure } from '../states/read-failure.ts';
import { CoveredCell } from '../table/cells.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Card, CardHeader } from '../ui/card.tsx';
import { Fact, Facts } from '../ui/facts.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Live } from './live-state.ts';
import { LiveGroupTable, LiveTopicTable } from './live-tables.tsx';

export interface LivePanelProps {
  live: Live;
  onRestart: () => void;
}

/** What a live watch shows: the figures of the last second, what it costs, and how it ended. */
export function LivePanel({ live, onRestart }: LivePanelProps) {
  const t = useTranslations('live');
  const states = useTranslations('states');
  const headingId = useId();
  const restart = <Button onClick={onRestart}>{t('again')}</Button>;
  if (live.state === 'failed') {
    const { code, detail } = readFailure(live.error);
    const known = live.error === null ? null : isApiErrorCode(code) ? code : 'internal';
    const isFull = known === 'too_many_requests';
    return (
      <Callout
        tone={isFull ? 'info' : 'warn'}
        role="status"
        title={isFull ? t('full.title') : known === null ? t('cut') : states(`failed.${known}.title`)}
        actions={restart}
      >
        {isFull ? t('full.detail') : known === null ? null : detail}
      </Callout>
    );
  }
  const { reading } = live;
  return (
    <Card aria-labelledby={headingId}>
      <CardHeader
        id={headingId}
        title={t('title')}
        note={t('note', { requests: live.requests })}
        actions={live.state === 'over' || live.state === 'gone' ? restart : undefined}
      />
      <div className="grid gap-3 px-3.5 pb-3.5">
        {live.state === 'over' || live.state === 'gone' ? (
          <p className="text-sm text-text-2">{t(`state.${live.state}`)}</p>
        ) : null}
        {live.gap === null ? null : <p className="text-sm text-warn">{t('gap', { code: live.gap.code })}</p>}
        {reading === null ? (
          <Skeleton className="h-16 w-full" />
        ) : (
          <>
            <Facts>
              <Fact label={t('in')} unit={t('rateUnit')}>
                <CoveredCell covered={reading.messagesInPerSecond} kind="rate" reason={t('rateReason')} />
              </Fact>
              {reading.type === 'topic' ? (
                <Fact label={t('held')}>
                  <CoveredCell covered={reading.offsetsHeld} kind="count" />
                </Fact>
              ) : (
                <>
                  <Fact label={t('out')} unit={t('rateUnit')}>
                    <CoveredCell covered={reading.messagesOutPerSecond} kind="rate" reason={t('rateReason')} />
                  </Fact>
                  <Fact label={t('lag')}>
                    <CoveredCell covered={reading.lag} kind="count" reason={t('noCommits')} />
                  </Fact>
                </>
              )}
            </Facts>
            {reading.type === 'topic' ? <LiveTopicTable reading={reading} /> : <LiveGroupTable reading={reading} />}
            {reading.hidden === 0 ? null : <p className="text-sm text-text-3">{t('hidden', { count: reading.hidden })}</p>}
          </>
        )}
      </div>
    </Card>
  );
}
