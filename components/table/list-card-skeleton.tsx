import { Card } from '../ui/card.tsx';
import { DataTableSkeleton } from './data-table-skeleton.tsx';

/** A list before its rows or its tools are here: the bar of tools, and rows in grey. */
export function ListCardSkeleton({ columns, rows }: { columns: number; rows: number }) {
  return (
    <Card>
      <div className="h-[50px]" />
      <DataTableSkeleton columns={columns} rows={rows} />
    </Card>
  );
}
