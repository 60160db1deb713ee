import type { Quantity } from '#lib/core/format.ts';
import { NumberCell } from './cells.tsx';
import type { DataColumn } from './columns.ts';

export interface NumberColumn<Row> extends Omit<
  DataColumn<Row>,
  'cell' | 'type' | 'align' | 'numeric' | 'sortValue' | 'value' | 'reason'
> {
  /** The figure of a row; null = unknown. */
  of: (row: Row) => Quantity | null | undefined;
  /** Why a row's figure is unknown. */
  reason?: (row: Row) => string | null | undefined;
}

/** A column of whole numbers, exact and aligned, that sorts by them. */
export function numberColumn<Row>({ of, reason, ...column }: NumberColumn<Row>): DataColumn<Row> {
  return {
    ...column,
    type: 'number',
    value: of,
    cell: (row) => <NumberCell value={of(row)} reason={reason?.(row)} />,
  };
}
