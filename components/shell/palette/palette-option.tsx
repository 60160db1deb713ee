'use client';

import { useTranslations } from 'next-intl';
import type { MouseEvent, ReactNode } from 'react';
import { matchedSpans } from '#lib/core/fuzzy.ts';
import { cn } from '../../ui/cn.ts';
import { KeyCaps } from '../key-caps.tsx';
import type { PaletteEntry } from './palette-entry.ts';

export interface PaletteOptionProps {
  id: string;
  /** Place in the whole list, for scrolling to it. */
  at: number;
  entry: PaletteEntry;
  /** What was typed: set off in the label. */
  query: string;
  isActive: boolean;
  onPoint: () => void;
  onChoose: (event: MouseEvent) => void;
}

/** One line of the palette: what it is called, what kind of thing it is, and to which cluster it belongs. */
export function PaletteOption({ id, at, entry, query, isActive, onPoint, onChoose }: PaletteOptionProps) {
  const t = useTranslations('shell.palette.kind');
  const { icon: Icon, label, kind, place, keys } = entry;
  return (
    // The field keeps the focus and handles the keys: an option is only pointed at.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      data-at={at}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onPointerMove={onPoint}
      onClick={onChoose}
      onAuxClick={onChoose}
      className={cn(
        'flex min-h-[34px] cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 text-sm',
        isActive && 'bg-surface-2',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 truncate" title={label}>
        <Marked text={label} query={query} />
      </span>
      <span className="max-w-[45%] shrink-0 truncate text-xs text-text-3">
        {kind === 'action' ? null : t(kind)}
        {place === null ? null : ` · ${place}`}
      </span>
      {keys === undefined ? null : <KeyCaps keys={keys} className="max-sm:hidden" />}
    </div>
  );
}

/** A label with what was found in it set off. */
function Marked({ text, query }: { text: string; query: string }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, to } of matchedSpans(text, query)) {
    parts.push(
      text.slice(at, from),
      <mark
        key={from}
        className="bg-transparent font-semibold text-text underline decoration-focus decoration-2 underline-offset-2"
      >
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
