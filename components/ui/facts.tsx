import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import { cn } from './cn.ts';

/** A row of measures with one surface; two by two on a phone. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <Card className={cn('overflow-hidden', className)}>
      {/* Each cell draws the hairlines to its right and below into the gap: they hold at any number of columns, and an empty place stays empty. */}
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-px">{children}</dl>
    </Card>
  );
}

export interface FactProps {
  label: string;
  /** An Explain for newcomers. */
  explain?: ReactNode;
  /** The value; use the cells of `table/` so that unknown has its dash. */
  children: ReactNode;
  /** Set small after the value. */
  unit?: string;
  /** A second line: coverage, comparison, place. */
  note?: ReactNode;
}

/** One measure: name, value, half a sentence of context. */
export function Fact({ label, explain, children, unit, note }: FactProps) {
  return (
    <div className="min-w-0 px-3.5 pt-2 pb-2.5 shadow-[1px_0_var(--line),0_1px_var(--line),1px_1px_var(--line)]">
      <dt className="flex h-6 items-center gap-0.5 text-sm text-text-2">
        <span className="truncate">{label}</span>
        {explain}
      </dt>
      <dd>
        <span className="text-xl font-semibold tracking-[-0.01em]">{children}</span>
        {unit === undefined ? null : <span className="ml-1 text-sm text-text-2">{unit}</span>}
        {note === undefined || note === null ? null : <span className="mt-0.5 block truncate text-sm text-text-3">{note}</span>}
      </dd>
    </div>
  );
}
