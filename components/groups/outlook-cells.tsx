'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { useFromNow } from '../states/use-now.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { headroomTone, type CatchUp } from './headroom-tone.ts';

/** When a group will have caught up at its present pace. */
export function CatchUpCell({ catchUp }: { catchUp: CatchUp }) {
  const t = useTranslations('groups.catchUp');
  const format = useFormat();
  if (catchUp === null) return <Unknown reason={t('unknown')} />;
  if (catchUp === 'never') {
    return (
      <span title={t('neverHint')} className="font-medium text-warn">
        {t('never')}
      </span>
    );
  }
  if (catchUp === 0) return <span className="text-text-2">{t('done')}</span>;
  return <span>{t('in', { time: format.duration(Math.ceil(catchUp) * 1_000) })}</span>;
}

/** What a column of catch-up times sorts by: "never" is later than any time. */
export function catchUpSortValue(catchUp: CatchUp): number | null {
  return catchUp === 'never' ? Infinity : catchUp;
}

export interface HeadroomCellProps {
  /** Seconds until retention takes the first message that was not read; null = not known, or never. */
  headroom: number | null;
  catchUp: CatchUp;
  /** Offsets behind, 64-bit; null = not known. */
  lag: string | null;
}

/** How long retention still leaves what was not read, with a warning when that is short. */
export function HeadroomCell({ headroom, catchUp, lag }: HeadroomCellProps) {
  const t = useTranslations('groups.headroom');
  const format = useFormat();
  if (lag === '0') {
    return (
      <span title={t('nothingHint')} className="text-text-3">
        {t('nothing')}
      </span>
    );
  }
  if (headroom === null) return <Unknown reason={t('unknown')} />;
  const time = headroom === 0 ? t('now') : format.duration(Math.floor(headroom) * 1_000);
  const tone = headroomTone(headroom, catchUp);
  if (tone === null) return <span>{time}</span>;
  return (
    <StateTag tone={tone} title={t(`${tone}Hint`)}>
      {time}
    </StateTag>
  );
}

/** How long ago a commit was last seen to move. */
export function LastCommitCell({ at }: { at: string | null }) {
  const t = useTranslations('groups.lastCommit');
  const states = useTranslations('states.freshness');
  const format = useFormat();
  const ms = at === null ? Number.NaN : Date.parse(at);
  const age = useFromNow((nowMs) => (nowMs === 0 || at === null ? '' : format.age(nowMs - ms)));
  if (at === null) return <Unknown reason={t('none')} />;
  return (
    <time dateTime={at} title={format.instant(ms)}>
      {age === '' ? '' : states('ago', { age })}
    </time>
  );
}
