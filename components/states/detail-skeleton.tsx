import { DataTableSkeleton } from '../table/data-table-skeleton.tsx';
import { Card } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** A tab whose content is on its way. */
export function tabSkeleton() {
  return <DataTableSkeleton columns={5} rows={7} />;
}

/** A page about one thing before the first answer: its facts, the row of tabs, a table. */
export function DetailSkeleton() {
  return (
    <div className="grid gap-4">
      <Card className="h-[86px] p-3.5">
        <Skeleton className="h-3 w-24" />
        <Skeleton className="mt-3 h-6 w-32" />
      </Card>
      <div className="h-9" />
      <Card>{tabSkeleton()}</Card>
    </div>
  );
}
