'use client';

import { useState, type ReactNode } from 'react';
import { cn } from '../ui/cn.ts';
import { Popover, PopoverTrigger } from '../ui/popover.tsx';
import { TermText } from './term-text.tsx';
import type { TermId } from './terms.ts';

export interface TermProps {
  /** The term of the glossary. */
  id: TermId;
  /** The word as it stands in the sentence or heading. */
  children: ReactNode;
  className?: string;
}

/** A word of Kafka's where it stands: dotted underline; on click or Enter its first sentence and the way to the glossary. */
export function Term({ id, children, className }: TermProps) {
  const [isOpen, setIsOpen] = useState(false);
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
      <TermText id={id} word={children} isOpen={isOpen} />
    </Popover>
  );
}
