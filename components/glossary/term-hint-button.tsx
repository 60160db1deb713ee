'use client';

import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Popover, PopoverTrigger } from '../ui/popover.tsx';
import { TermText } from './term-text.tsx';
import type { TermId } from './terms.ts';

/** A small question mark that explains the word beside it, on click or Enter. `word`: the word as it stands there. */
export function TermHintButton({ id, word }: { id: TermId; word: string }) {
  const t = useTranslations('terms');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger
        aria-label={t('about', { term: word })}
        className="inline-grid size-6 shrink-0 place-items-center rounded-full text-text-3 hover:text-text"
      >
        <CircleHelp aria-hidden className="size-3.5" />
      </PopoverTrigger>
      <TermText id={id} word={word} isOpen={isOpen} />
    </Popover>
  );
}
