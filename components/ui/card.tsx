import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';

/** A surface that holds one subject. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section data-card className={cn('min-w-0 rounded-lg border border-line bg-surface shadow-card', className)} {...props} />
  );
}

export interface CardHeaderProps {
  /** Name of the subject: becomes the heading. */
  title: ReactNode;
  /** Half a sentence beside the title: scope, coverage, unit. */
  note?: ReactNode;
  /** Links and controls at the far end. */
  actions?: ReactNode;
  /** Heading level; pages use h1 themselves. */
  level?: 2 | 3;
  /** Id of the heading, for `aria-labelledby` of the card. */
  id?: string;
  className?: string;
}

/** Title line of a card. */
export function CardHeader({ title, note, actions, level = 2, id, className }: CardHeaderProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div className={cn('flex min-h-[42px] items-start gap-2 px-3.5 pt-2 pb-1.5', className)}>
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2 pt-[3px]">
        <Heading id={id} className="text-md font-semibold">
          {title}
        </Heading>
        {note === undefined || note === null ? null : <span className="text-sm text-text-3">{note}</span>}
      </div>
      {actions === undefined ? null : <div className="flex min-h-[26px] shrink-0 items-center gap-1.5">{actions}</div>}
    </div>
  );
}

/** Padded content of a card. */
export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-3.5 pt-1 pb-3.5', className)} {...props} />;
}
