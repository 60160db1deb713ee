import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { Explain } from '../ui/explain.tsx';
import { Link } from '../ui/link.tsx';
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
  /** Page behind the figure; the whole tile becomes the link. */
  href: string;
  /** Course in small, below. */
  chart?: ReactNode;
}

/** One of the few figures a page leads with. */
export function MeasureTile({ label, hint, value, unit, detail, href, chart }: MeasureTileProps) {
  return (
    <Card className="relative flex min-h-[142px] flex-col px-3.5 pt-2.5 pb-2.5 hover:border-line-strong">
      <div className="flex items-center gap-0.5">
        <h3 className="text-sm font-medium text-text-2">
          <Link href={href} className="after:absolute after:inset-0 after:rounded-lg">
            {label}
          </Link>
        </h3>
        {/* Above the link that covers the tile. */}
        {hint === undefined ? null : <Explain question={label} answer={hint} className="relative z-[1] -my-1" />}
      </div>
      <p className="flex flex-wrap items-baseline gap-x-1.5 text-2xl leading-tight font-semibold tracking-[-0.02em]">
        <span className="whitespace-nowrap">{value}</span>
        {unit === undefined || unit === '' ? null : (
          <span className="text-sm font-medium tracking-normal text-text-2">{unit}</span>
        )}
      </p>
      {detail === undefined ? null : <p className="mt-0.5 text-sm text-pretty break-words text-text-2">{detail}</p>}
      <div className="mt-auto h-9 pt-1.5">{chart}</div>
    </Card>
  );
}

/** A tile before its first value. */
export function MeasureTileSkeleton() {
  return (
    <Card className="flex h-[142px] flex-col gap-2 px-3.5 py-3">
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-6 w-20" />
      <Skeleton className="h-3 w-28" />
      <Skeleton className="mt-auto h-6 w-full" />
    </Card>
  );
}
