import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { cn } from '../ui/cn.ts';
import { Skeleton } from '../ui/skeleton.tsx';

export interface MeasureTileProps {
  label: string;
  /** One sentence that explains the measure. */
  hint?: string;
  /** The figure; draw unknown with `Unknown`. */
  value: ReactNode;
  /** Set small after the figure. */
  unit?: string;
  /** What makes the figure mean something: the other side, the part it covers, the worst one. */
  detail?: ReactNode;
  /** A state beside the label: icon and colour, told in words by `detail`. */
  mark?: { icon: LucideIcon; className: string };
  /** Page behind the figure; the whole tile becomes the link. */
  href?: string;
  /** Course in small, beside the figure where there is room. */
  chart?: ReactNode;
}

/** One of the few figures a page leads with. */
export function MeasureTile({ label, hint, value, unit, detail, mark, href, chart }: MeasureTileProps) {
  const Mark = mark?.icon;
  return (
    <Card
      className={cn(
        'relative flex min-h-[96px] flex-col gap-x-4 gap-y-1.5 px-3.5 pt-2.5 pb-3 sm:flex-row',
        href !== undefined && 'hover:border-line-strong',
      )}
    >
      <div className="min-w-0 flex-1">
        <h3 className="flex items-center gap-1.5 text-sm font-medium text-text-2" title={hint}>
          {href === undefined ? (
            label
          ) : (
            <Link href={href} className="after:absolute after:inset-0 after:rounded-lg">
              {label}
            </Link>
          )}
          {Mark === undefined ? null : (
            <Mark aria-hidden className={cn('size-3.5 shrink-0', mark?.className)} strokeWidth={2.4} />
          )}
        </h3>
        <p className="flex flex-wrap items-baseline gap-x-1.5 text-2xl leading-tight font-semibold tracking-[-0.02em]">
          <span className="whitespace-nowrap">{value}</span>
          {unit === undefined || unit === '' ? null : (
            <span className="text-sm font-medium tracking-normal text-text-2">{unit}</span>
          )}
        </p>
        {detail === undefined ? null : <p className="mt-0.5 text-sm text-pretty text-text-2">{detail}</p>}
      </div>
      {chart === undefined ? null : <div className="mt-auto sm:w-[36%] sm:self-center">{chart}</div>}
    </Card>
  );
}

/** A tile before its first value. */
export function MeasureTileSkeleton() {
  return (
    <Card className="flex h-[96px] flex-col gap-2 px-3.5 py-3">
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-6 w-20" />
      <Skeleton className="h-3 w-28" />
    </Card>
  );
}
