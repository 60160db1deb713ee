'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState, type FormEvent } from 'react';
import { readTimeRange } from '#lib/core/read-time-range.ts';
import { RANGE_PRESETS, resolveTimeRange, timeRangeKey, type TimeRange } from '#lib/core/time-range.ts';
import { fromLocalInput, toLocalInput } from '#lib/core/zoned-time.ts';
import { useTimeZone } from '#lib/i18n/time-zone.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/cn.ts';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { copyText } from './copy-text.ts';
import { useRangeName } from './range-name.ts';
import { rangeText } from './range-text.ts';
import { ZoneChoice } from './zone-choice.tsx';

export interface RangePanelProps {
  range: TimeRange;
  onChoose: (range: TimeRange) => void;
}

/** All ways to a time range: written or pasted, one of the usual lengths, two ends; and the zone in which its times are meant. */
export function RangePanel({ range, onChoose }: RangePanelProps) {
  const t = useTranslations('shell.range');
  const zone = useTimeZone();
  return (
    <div className="grid gap-3">
      <WrittenRange onChoose={onChoose} />
      <Presets range={range} onChoose={onChoose} />
      <hr className="border-line" />
      <TwoEnds key={`${timeRangeKey(range)} ${zone ?? ''}`} range={range} onChoose={onChoose} />
      <hr className="border-line" />
      <ZoneChoice />
      <Button
        variant="ghost"
        className="justify-self-start"
        onClick={() => void copyText(rangeText(range, Date.now()), t('copied'))}
      >
        <Copy aria-hidden />
        {t('copy')}
      </Button>
    </div>
  );
}

function WrittenRange({ onChoose }: Pick<RangePanelProps, 'onChoose'>) {
  const t = useTranslations('shell.range');
  const timeZone = useTimeZone();
  const { nameOf } = useRangeName();
  const [text, setText] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const [nowMs] = useState(() => Date.now());
  const read = readTimeRange(text, { nowMs, timeZone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = readTimeRange(text, { nowMs: Date.now(), timeZone });
    if (chosen === null) setIsRefused(true);
    else onChoose(chosen);
  };
  return (
    <form onSubmit={submit}>
      <Field
        label={t('written')}
        hint={read === null ? t('writtenHint') : t('means', { range: nameOf(read) })}
        error={isRefused && read === null ? t('unreadable') : null}
      >
        {(control) => (
          <Input
            {...control}
            // The panel opens to be written into: `t`, "45m", Enter.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            autoComplete="off"
            spellCheck={false}
            placeholder={t('example')}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setIsRefused(false);
            }}
          />
        )}
      </Field>
    </form>
  );
}

function Presets({ range, onChoose }: RangePanelProps) {
  const t = useTranslations('shell.range');
  const { spanName } = useRangeName();
  return (
    <ul aria-label={t('presets')} className="grid grid-cols-2 gap-x-1 gap-y-0.5 min-[380px]:grid-cols-3">
      {RANGE_PRESETS.map((span) => {
        const isChosen = range.kind === 'relative' && range.span === span;
        return (
          <li key={span}>
            <button
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChoose({ kind: 'relative', span })}
              className={cn(
                'flex h-7 w-full items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap hover:bg-surface-2',
                isChosen && 'bg-surface-2 font-medium',
              )}
            >
              {spanName(span)}
              {isChosen ? <Check aria-hidden className="ml-auto size-3.5 shrink-0" /> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The keyboard's way to what dragging over a chart does. Times are wall times of the chosen zone. */
function TwoEnds({ range, onChoose }: RangePanelProps) {
  const t = useTranslations('shell.range');
  const format = useFormat();
  const timeZone = useTimeZone();
  const [nowMs] = useState(() => Date.now());
  const shown = resolveTimeRange(range, nowMs);
  const [from, setFrom] = useState(toLocalInput(shown.from, timeZone));
  const [to, setTo] = useState(toLocalInput(shown.to, timeZone));
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const start = fromLocalInput(from, timeZone);
    const end = fromLocalInput(to, timeZone);
    if (start === null || end === null || start >= end) setError(t('order'));
    else onChoose({ kind: 'absolute', from: start, to: end });
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="grid grid-cols-1 gap-2">
        <Field label={t('from')}>
          {(control) => (
            <Input {...control} type="datetime-local" step={1} value={from} onChange={({ target }) => setFrom(target.value)} />
          )}
        </Field>
        <Field label={t('to')} error={error}>
          {(control) => (
            <Input {...control} type="datetime-local" step={1} value={to} onChange={({ target }) => setTo(target.value)} />
          )}
        </Field>
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="text-xs text-text-3">{t('zone', { zone: format.zone(shown.to) })}</span>
        <Button type="submit" variant="primary">
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}
