'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { textAt, useLateTexts } from '#lib/i18n/use-late-texts.ts';
import { cn } from '../ui/cn.ts';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TermLink } from './term-link.tsx';
import type { TermId } from './terms.ts';

export interface TermProps {
  /** The term of the glossary. */
  id: TermId;
  /** The word as it stands in the sentence or heading. */
  children: ReactNode;
  className?: string;
}

/** A word of Kafka's where it stands: dotted underline; on click or Enter its first sentence and the way to the glossary. The sentence is fetched when first opened. */
export function Term({ id, children, className }: TermProps) {
  const t = useTranslations('terms');
  const [isOpen, setIsOpen] = useState(false);
  const glossary = useLateTexts('glossary', isOpen);
  const name = textAt(glossary, 'terms', id, 'name');
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger
        className={cn(
          'relative z-[1] underline decoration-control-line decoration-dotted underline-offset-[3px] hover:decoration-solid',
          className,
        )}
      >
        {children}
      </PopoverTrigger>
      <PopoverContent side="top" className="w-[min(320px,calc(100vw-32px))]" aria-label={t('about', { term: name ?? id })}>
        <p className="text-sm font-semibold">{name ?? children}</p>
        {glossary === undefined ? (
          <Skeleton className="mt-2 h-3 w-full" />
        ) : (
          <p className="mt-1 text-sm text-pretty text-text-2">{textAt(glossary, 'terms', id, 'short')}</p>
        )}
        <TermLink id={id} />
      </PopoverContent>
    </Popover>
  );
}
