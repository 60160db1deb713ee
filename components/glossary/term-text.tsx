'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { textAt, useLateTexts } from '#lib/i18n/use-late-texts.ts';
import { PopoverContent } from '../ui/popover.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TermLink } from './term-link.tsx';
import type { TermId } from './terms.ts';

/** The window of a term: its name, its first sentence and the way to the glossary. The sentence is fetched once `isOpen`. `word`: what stands for the name until then. */
export function TermText({ id, word, isOpen }: { id: TermId; word: ReactNode; isOpen: boolean }) {
  const t = useTranslations('terms');
  const glossary = useLateTexts('glossary', isOpen);
  const name = textAt(glossary, 'terms', id, 'name');
  return (
    <PopoverContent side="top" className="w-[min(320px,calc(100vw-32px))]" aria-label={t('about', { term: name ?? id })}>
      <p className="text-sm font-semibold">{name ?? word}</p>
      {glossary === undefined ? (
        <Skeleton className="mt-2 h-3 w-full" />
      ) : (
        <p className="mt-1 text-sm text-pretty text-text-2">{textAt(glossary, 'terms', id, 'short')}</p>
      )}
      <TermLink id={id} />
    </PopoverContent>
  );
}
