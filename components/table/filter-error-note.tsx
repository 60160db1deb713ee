'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { FilterError, Span } from './filter/tokens.ts';

/** What is wrong with the filter and where, under its field. Stays in the page while there is nothing to say, so that a screen reader hears it change. */
export function FilterErrorNote({ id, error }: { id: string; error: FilterError | null }) {
  const t = useTranslations('table');
  return (
    <div id={id} role="status">
      {error === null ? null : (
        <p className="pop-in absolute top-full left-0 z-20 mt-1 flex w-max max-w-[min(420px,calc(100vw-32px))] gap-2 rounded-lg border border-bad bg-surface px-2.5 py-2 text-sm shadow-pop">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-bad" />
          <span className="text-pretty">
            {t(`error.${error.code}`, { subject: error.subject, near: error.near ?? 'none' })}{' '}
            <span className="text-text-2">{t('error.where', { position: error.start + 1 })}</span>
          </span>
        </p>
      )}
    </div>
  );
}

/** Underlines a piece of a text field: an invisible copy of its text lies over it and scrolls along. */
export function ErrorUnderline({ text, span, scrollLeft }: { text: string; span: Span; scrollLeft: number }) {
  // Where something is missing at the end, the last sign stands for it.
  const start = Math.max(0, Math.min(span.start, text.length - 1));
  const end = Math.max(start + 1, Math.min(span.end, text.length));
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-0 top-0 right-8 left-8 h-[30px] overflow-hidden text-sm leading-[28px] whitespace-pre text-transparent"
    >
      <span className="inline-block" style={{ transform: `translateX(${-scrollLeft}px)` }}>
        {text.slice(0, start)}
        <span className="underline decoration-bad decoration-wavy decoration-1 underline-offset-4">{text.slice(start, end)}</span>
        {text.slice(end)}
      </span>
    </div>
  );
}
