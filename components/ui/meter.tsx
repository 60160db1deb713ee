import { cn } from './cn.ts';

export interface MeterProps {
  /** Filled share, 0..1. */
  share: number;
  /** Colours the filling when it needs eyes; the figure beside it says the same. */
  tone?: 'bad' | 'warn' | null;
  className?: string;
}

/** A thin bar that is filled by a share. It only draws: the figure must stand beside it. */
export function Meter({ share, tone = null, className }: MeterProps) {
  const fill = tone === 'bad' ? 'bg-bad' : tone === 'warn' ? 'bg-warn' : 'bg-text-3';
  return (
    <span aria-hidden className={cn('block h-1.5 w-14 shrink-0 overflow-hidden rounded-full bg-surface-3', className)}>
      <span className={cn('block h-full rounded-full', fill)} style={{ width: `${Math.min(100, Math.max(2, share * 100))}%` }} />
    </span>
  );
}
