'use client';

import type { ReactNode } from 'react';
import { latePart } from '../ui/late-part.tsx';
import type { DataTableProps } from './data-table-body.tsx';
import { DataTableSkeleton } from './data-table-skeleton.tsx';

/** Columns and rows drawn in grey while the table's code is on its way, at most. */
const SKELETON_COLUMNS_MAX = 6;
const SKELETON_ROWS_MAX = 20;

type AnyTable = DataTableProps<object>;

/** A live table: sticky header, sorting, filter, virtual rows, keyboard. Its code arrives beside the first rows. */
export const DataTable = latePart<AnyTable>(
  () => import('./data-table-body.tsx').then((module) => module.DataTableBody),
  ({ columns, rows }) => (
    <DataTableSkeleton
      columns={Math.min(SKELETON_COLUMNS_MAX, columns.length)}
      rows={Math.min(SKELETON_ROWS_MAX, Math.max(1, rows.length))}
    />
  ),
) as <Row extends object>(props: DataTableProps<Row>) => ReactNode;
