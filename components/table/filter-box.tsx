'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { cn } from '../ui/cn.ts';
import { Input } from '../ui/input.tsx';
import { CompletionsList } from './completions-list.tsx';
import { ErrorUnderline, FilterErrorNote } from './filter-error-note.tsx';
import { useCompletions } from './use-completions.ts';
import type { FilterGuide } from './use-filter-guide.ts';

export interface FilterBoxProps {
  value: string;
  onChange: (value: string) => void;
  /** What is filtered, e.g. "Filter topics". */
  label: string;
  /** Knows the table's fields: errors are shown and completions offered. */
  guide?: FilterGuide;
  /** Enter with nothing to complete. */
  onEnter?: () => void;
  className?: string;
}

/** Errors are told once typing rests: half a comparison is none yet. */
const ERROR_AFTER_MS = 700;

/** A filter field that answers at once and writes outward as fast as the owner can take it. Escape closes its list, then empties it. */
export function FilterBox({ value, onChange, label, guide, onEnter, className }: FilterBoxProps) {
  const t = useTranslations('table');
  const id = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => guide?.toReader(value) ?? value);
  const [scrollLeft, setScrollLeft] = useState(0);
  // The URL may change under us (Back, a link): then it wins. What we wrote ourselves comes back and changes nothing.
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (value !== sent) setText(guide?.toReader(value) ?? value);
  }
  const change = (next: string) => {
    const outward = guide?.toUrl(next) ?? next;
    setText(next);
    setSent(outward);
    onChange(outward);
  };
  const list = useCompletions(guide, inputRef, change);

  const error = useMemo(() => guide?.check(text) ?? null, [guide, text]);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ERROR_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // While completions stand there they say what is missing.
  const told = settled === text && !list.isOpen ? error : null;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      if (list.isOpen) list.close();
      else if (text === '') return;
      else change('');
      event.stopPropagation();
      return;
    }
    if (guide !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      if (list.isOpen) list.move(event.key === 'ArrowDown' ? 1 : -1);
      else list.ask(text, true);
    } else if (event.key === 'Enter' && list.at >= 0) {
      list.take(list.at);
    } else if (event.key === 'Enter' && onEnter !== undefined) {
      list.close();
      onEnter();
    } else {
      return;
    }
    event.preventDefault();
  };
  const listId = `${id}-list`;
  const noteId = `${id}-note`;
  return (
    <div role="search" className={cn('relative w-full max-w-[280px]', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-[8px] left-2.5 size-3.5 text-text-3" />
      <Input
        ref={inputRef}
        type="text"
        data-filter
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          change(event.target.value);
          list.ask(event.target.value);
        }}
        onScroll={(event) => setScrollLeft(event.currentTarget.scrollLeft)}
        onKeyDown={onKeyDown}
        onBlur={list.close}
        aria-invalid={told !== null || undefined}
        aria-describedby={told === null ? undefined : noteId}
        {...(guide === undefined
          ? {}
          : {
              role: 'combobox',
              'aria-autocomplete': 'list' as const,
              'aria-expanded': list.isOpen,
              'aria-controls': listId,
              'aria-activedescendant': list.at >= 0 ? `${listId}-${list.at}` : undefined,
            })}
        className="pr-8 pl-8 text-sm!"
      />
      {told === null ? null : <ErrorUnderline text={text} span={told} scrollLeft={scrollLeft} />}
      {text === '' ? null : (
        <button
          type="button"
          aria-label={t('clearFilter')}
          onClick={() => {
            change('');
            inputRef.current?.focus();
          }}
          className="absolute top-[3px] right-[3px] grid size-6 place-items-center rounded-sm text-text-3 hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
      {guide === undefined ? null : <CompletionsList id={listId} list={list} label={label} />}
      <FilterErrorNote id={noteId} error={told} />
    </div>
  );
}
