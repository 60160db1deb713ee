'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '../ui/cn.ts';
import { Input } from '../ui/input.tsx';

export interface FilterBoxProps {
  value: string;
  onChange: (value: string) => void;
  /** What is filtered, e.g. "Filter topics". */
  label: string;
  className?: string;
}

/** A filter field that answers at once and writes outward as fast as the owner can take it. Escape empties it. */
export function FilterBox({ value, onChange, label, className }: FilterBoxProps) {
  const t = useTranslations('table');
  const [text, setText] = useState(value);
  // The URL may change under us (Back, a link): then it wins.
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const change = (next: string) => {
    setText(next);
    onChange(next);
  };
  return (
    <div role="search" className={cn('relative w-full max-w-[280px]', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-[8px] left-2.5 size-3.5 text-text-3" />
      <Input
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') change('');
        }}
        className="pr-8 pl-8 text-sm"
      />
      {text === '' ? null : (
        <button
          type="button"
          aria-label={t('clearFilter')}
          onClick={() => change('')}
          className="absolute top-[3px] right-[3px] grid size-6 place-items-center rounded-sm text-text-3 hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  );
}
