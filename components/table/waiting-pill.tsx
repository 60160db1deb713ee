'use client';

import { ArrowDownUp } from 'lucide-react';
import { useTranslations } from 'next-intl';

export interface WaitingPillProps {
  /** Rows that would rather stand elsewhere; nothing is drawn for 0. */
  waiting: number;
  /** `hadFocus`: it was pressed by keyboard and vanishes, so the focus needs another place. */
  onApply: (hadFocus: boolean) => void;
}

/** Says that rows would move if the pointer or the focus were elsewhere, and lets them. Lies over the table's foot, so that nothing shifts. */
export function WaitingPill({ waiting, onApply }: WaitingPillProps) {
  const t = useTranslations('table');
  if (waiting === 0) return null;
  return (
    <div className="pointer-events-none sticky bottom-2 left-0 z-[4] -mt-9 flex h-9 justify-center" data-print="hide">
      <button
        type="button"
        data-waiting
        title={t('waitingHint')}
        onClick={(event) => onApply(event.currentTarget === document.activeElement)}
        className="pop-in pointer-events-auto inline-flex h-7 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-3 text-xs font-medium text-text shadow-pop hover:bg-surface-2"
      >
        <ArrowDownUp aria-hidden className="size-3.5 text-info" />
        {t('waiting', { count: waiting })}
      </button>
    </div>
  );
}
