'use client';

import { Check, ChevronDown, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { RANGE_PRESETS, resolveTimeRange, type TimeRange } from '#lib/core/time-range.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Button, buttonVariants } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import { useTimeRange } from './use-time-range.ts';

/** Chooses the time range of all charts of the page: a preset that moves with the clock, or two instants. */
export function TimeRangeControl() {
  const t = useTranslations('shell.range');
  const { range, setRange } = useTimeRange();
  const [isOpen, setIsOpen] = useState(false);
  const choose = (next: TimeRange) => {
    setRange(next);
    setIsOpen(false);
  };
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger className={buttonVariants()}>
        <Clock3 aria-hidden />
        <span className="sr-only">{t('label')}:</span>
        <RangeName range={range} />
        <ChevronDown aria-hidden className="text-text-3" />
      </PopoverTrigger>
      <PopoverContent className="w-[280px]" aria-label={t('label')}>
        <ul className="grid grid-cols-2 gap-1">
          {RANGE_PRESETS.map((preset) => {
            const isChosen = range.kind === 'relative' && range.preset === preset;
            return (
              <li key={preset}>
                <button
                  type="button"
                  aria-pressed={isChosen}
                  onClick={() => choose({ kind: 'relative', preset })}
                  className={cn(
                    'flex h-[30px] w-full items-center gap-2 rounded-md px-2 text-sm hover:bg-surface-2',
                    isChosen && 'bg-surface-2 font-medium',
                  )}
                >
                  {t(`preset.${preset}`)}
                  {isChosen ? <Check aria-hidden className="ml-auto size-3.5" /> : null}
                </button>
              </li>
            );
          })}
        </ul>
        <AbsoluteForm key={String(isOpen)} range={range} onChoose={choose} />
      </PopoverContent>
    </Popover>
  );
}

function RangeName({ range }: { range: TimeRange }) {
  const t = useTranslations('shell.range');
  const format = useFormat();
  if (range.kind === 'relative') return <span>{t(`preset.${range.preset}`)}</span>;
  const sameDay = format.day(range.from) === format.day(range.to);
  return (
    // The server does not know the reader's zone, so its text may differ until the page wakes.
    <span suppressHydrationWarning>
      {format.day(range.from)} {format.time(range.from, 'minutes')} – {sameDay ? '' : `${format.day(range.to)} `}
      {format.time(range.to, 'minutes')}
    </span>
  );
}

/** The keyboard's way to what dragging over a chart does. Times are entered in the reader's own zone. */
function AbsoluteForm({ range, onChoose }: { range: TimeRange; onChoose: (range: TimeRange) => void }) {
  const t = useTranslations('shell.range');
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const shown = resolveTimeRange(range, now);
  const [from, setFrom] = useState(toLocalInput(shown.from));
  const [to, setTo] = useState(toLocalInput(shown.to));
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const window = { from: Date.parse(from), to: Date.parse(to) };
    if (!(window.from < window.to)) {
      setError(t('order'));
      return;
    }
    onChoose({ kind: 'absolute', ...window });
  };
  return (
    <form onSubmit={submit} className="mt-3 grid gap-2.5 border-t border-line pt-3">
      <Field label={t('from')}>
        {(control) => (
          <Input {...control} type="datetime-local" step={1} value={from} onChange={(event) => setFrom(event.target.value)} />
        )}
      </Field>
      <Field label={t('to')} error={error}>
        {(control) => (
          <Input {...control} type="datetime-local" step={1} value={to} onChange={(event) => setTo(event.target.value)} />
        )}
      </Field>
      <div className="flex items-center justify-between gap-2">
        <span className="text-xs text-text-3">{t('zone', { zone: format.zone(shown.to) })}</span>
        <Button type="submit" variant="primary">
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}

/** Epoch ms as `datetime-local` wants it, in the browser's zone. */
function toLocalInput(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
