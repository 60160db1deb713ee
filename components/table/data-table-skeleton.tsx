import { Skeleton } from '../ui/skeleton.tsx';

/** Skeleton of a table in its final shape. */
export function DataTableSkeleton({ columns, rows = 6 }: { columns: number; rows?: number }) {
  return (
    <div>
      <div className="h-[34px]" />
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-[var(--row-h,36px)] items-center gap-6 border-t border-line px-3.5">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton key={column} className={column === 0 ? 'h-3 w-40 max-w-[30%]' : 'h-3 flex-1'} />
          ))}
        </div>
      ))}
    </div>
  );
}
