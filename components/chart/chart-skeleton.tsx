import { Skeleton } from '../ui/skeleton.tsx';

/** Height of the plot of a chart in a card, px. */
export const HEIGHT_PX = 196;
/** What a legend of one row adds to it, px. */
export const LEGEND_PX = 28;

/** A chart's place before its first values: the same height as with them. */
export function ChartSkeleton({ height = HEIGHT_PX }: { height?: number }) {
  return (
    <div style={{ height: height + LEGEND_PX }} className="flex flex-col">
      <div className="flex flex-1 flex-col justify-between py-2">
        {[0, 1, 2, 3].map((line) => (
          <span key={line} className="h-px w-full bg-line" />
        ))}
      </div>
      <Skeleton className="mt-2 h-3 w-2/3" />
    </div>
  );
}
