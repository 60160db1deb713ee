'use client';

import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

export interface ExplainProps {
  /** The question, e.g. "What is lag?": names the button and heads the window. */
  question: string;
  /** The answer, in one to three sentences for a newcomer. */
  answer: string;
  /** The way on to a longer explanation. */
  more?: ReactNode;
  className?: string;
}

/** A small question mark that explains the measure beside it on click or Enter. */
export function Explain({ question, answer, more, className }: ExplainProps) {
  return (
    <Popover>
      <PopoverTrigger
        aria-label={question}
        className={cn('inline-grid size-6 shrink-0 place-items-center rounded-full text-text-3 hover:text-text', className)}
      >
        <CircleHelp aria-hidden className="size-3.5" />
      </PopoverTrigger>
      <PopoverContent side="top" className="w-[min(320px,calc(100vw-32px))]" aria-label={question}>
        <p className="text-sm font-semibold">{question}</p>
        <p className="mt-1 text-sm text-pretty text-text-2">{answer}</p>
        {more}
      </PopoverContent>
    </Popover>
  );
}
