'use client';

import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';
import { DataTableSkeleton } from './data-table-skeleton.tsx';
import type { ListCardProps } from './list-card-body.tsx';

const SKELETON_COLUMNS = 6;
const SKELETON_ROWS = 12;

/** A list before its rows or its tools are here: the bar of tools, and rows in grey. */
export function ListCardSkeleton({ columns, rows }: { columns: number; rows: number }) {
  return (
    <Card>
      <div className="h-[50px]" />
      <DataTableSkeleton columns={columns} rows={rows} />
    </Card>
  );
}

/** A page's list as a card: filter, order and columns in the URL, further controls, views, export, the table. Its code arrives beside the first rows. */
export const ListCard = latePart<ListCardProps<object>>(
  () => import('./list-card-body.tsx').then((module) => module.ListCardBody),
  ({ rows }) => <ListCardSkeleton columns={SKELETON_COLUMNS} rows={Math.min(SKELETON_ROWS, rows.length)} />,
) as <Row extends object>(props: ListCardProps<Row>) => ReactNode;
