import { cn } from '../ui/cn.ts';
import { sparklinePath } from './sparkline-path.ts';

export interface SparklineProps {
  /** Values in time order; null = unknown, drawn as a break. */
  values: readonly (number | null)[];
  /** Palette place 1–8. */
  hue?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  /** Height in px; the width follows the place. */
  height?: number;
  className?: string;
}

const BOX_WIDTH = 240;

/** The course of a figure in small, without axes; the figure itself must stand beside it. */
export function Sparkline({ values, hue = 1, height = 32, className }: SparklineProps) {
  const { d, dots } = sparklinePath(values, BOX_WIDTH, height);
  const colour = `var(--s${hue})`;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${BOX_WIDTH} ${height}`}
      preserveAspectRatio="none"
      className={cn('block w-full', className)}
      height={height}
    >
      <path d={d} fill="none" stroke={colour} strokeWidth={1.5} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
      {dots.map(({ x, y }) => (
        // A line of no length with round ends: stays a dot however the box is stretched.
        <path
          key={x}
          d={`M${x} ${y}h0.01`}
          stroke={colour}
          strokeWidth={3.5}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
