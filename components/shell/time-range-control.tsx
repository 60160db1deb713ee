'use client';

import { ChevronDown, ChevronLeft, ChevronRight, Clock3, ZoomOut, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { laterRange, widerRange, type TimeRange } from '#lib/core/time-range.ts';
import { useTimeZone } from '#lib/i18n/time-zone.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { useFromNow } from '../states/use-now.ts';
import { buttonVariants } from '../ui/button.tsx';
import { useIsAwake } from '../ui/use-is-awake.ts';
import { cn } from '../ui/cn.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import { useRangeName } from './range-name.ts';
import { isTyping, useShortcuts } from './shortcuts.ts';
import { useTimeRange, type RangeMove } from './use-time-range.ts';

/** Loaded when it is first opened: few visits choose a range. */
const RangePanel = partOnDemand(() => import('./range-panel.tsx').then((module) => module.RangePanel));

const MOVE_KEYS: Record<RangeMove, string> = { earlier: '[', later: ']', wider: '-' };

/** Chooses the time range of all charts of the page, and moves it back, forward and out. */
export function TimeRangeControl() {
  const t = useTranslations('shell.range');
  const { range, setRange, move } = useTimeRange();
  const { nameOf } = useRangeName();
  const timeZone = useTimeZone();
  const format = useFormat();
  const zone = useFromNow((nowMs) => format.zone(nowMs));
  const [isOpen, setIsOpen] = useState(false);
  const isAwake = useIsAwake();
  const canMove = {
    later: useFromNow((nowMs) => laterRange(range, nowMs) !== null),
    wider: useFromNow((nowMs) => widerRange(range, nowMs) !== null),
  };
  useShortcuts([
    { keys: 't', section: 'time', label: t('open'), run: () => setIsOpen(true) },
    ...(['earlier', 'later', 'wider'] as const).map((where) => ({
      keys: MOVE_KEYS[where],
      section: 'time' as const,
      label: t(`move.${where}`),
      run: () => move(where),
    })),
  ]);
  usePastedRange(setRange);

  return (
    <div role="group" aria-label={t('label')} className="flex min-w-0">
      <MoveButton where="earlier" icon={ChevronLeft} onMove={move} isEnabled className="rounded-r-none border-r-0" />
      <Popover open={isOpen} onOpenChange={setIsOpen}>
        <PopoverTrigger className={cn(buttonVariants(), 'min-w-0 shrink rounded-none')}>
          <Clock3 aria-hidden className="max-sm:hidden" />
          <span className="sr-only">{t('label')}:</span>
          {/* The server does not know the reader's zone, so its text may differ until the page wakes: then it is made anew. */}
          <span key={isAwake ? 'reader' : 'server'} suppressHydrationWarning className="truncate">
            {nameOf(range)}
          </span>
          {timeZone === undefined ? null : (
            <span key={isAwake ? 'reader' : 'server'} suppressHydrationWarning className="text-text-3">
              {zone}
            </span>
          )}
          <ChevronDown aria-hidden className="text-text-3" />
        </PopoverTrigger>
        <PopoverContent className="w-[min(344px,calc(100vw-16px))] min-h-[420px]" aria-label={t('label')}>
          <RangePanel
            range={range}
            onChoose={(next) => {
              setRange(next);
              setIsOpen(false);
            }}
          />
        </PopoverContent>
      </Popover>
      <MoveButton where="later" icon={ChevronRight} onMove={move} isEnabled={canMove.later} className="rounded-none border-l-0" />
      <MoveButton where="wider" icon={ZoomOut} onMove={move} isEnabled={canMove.wider} className="rounded-l-none border-l-0" />
    </div>
  );
}

interface MoveButtonProps {
  where: RangeMove;
  icon: LucideIcon;
  onMove: (where: RangeMove) => void;
  isEnabled: boolean;
  className: string;
}

function MoveButton({ where, icon: Icon, onMove, isEnabled, className }: MoveButtonProps) {
  const t = useTranslations('shell.range');
  return (
    <IconButton
      label={t(`move.${where}`)}
      icon={<Icon aria-hidden />}
      variant="secondary"
      // Stays focusable where there is nowhere to go, so that the keyboard does not lose its place.
      aria-disabled={!isEnabled}
      onClick={() => {
        if (isEnabled) onMove(where);
      }}
      className={cn('w-[28px]! text-text-2! aria-disabled:opacity-100! aria-disabled:[&_svg]:opacity-40', className)}
    />
  );
}

/** A range pasted onto the page, outside of any field, is taken over. */
function usePastedRange(setRange: (range: TimeRange) => void): void {
  const timeZone = useTimeZone();
  const t = useTranslations('shell.range');
  const { nameOf } = useRangeName();
  const latest = useRef({ setRange, timeZone, tell: (range: TimeRange) => t('pasted', { range: nameOf(range) }) });
  useEffect(() => {
    latest.current = { setRange, timeZone, tell: (range) => t('pasted', { range: nameOf(range) }) };
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text === '' || isTyping(event.target)) return;
      void import('#lib/core/read-time-range.ts').then(async ({ readTimeRange }) => {
        const { timeZone: zone, tell } = latest.current;
        const range = readTimeRange(text, { nowMs: Date.now(), timeZone: zone });
        if (range === null) return;
        latest.current.setRange(range);
        const { toast } = await import('sonner');
        toast(tell(range));
      });
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
