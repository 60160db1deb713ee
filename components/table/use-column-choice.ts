'use client';

import { useEffect, useRef } from 'react';
import type { TableUrlState } from './use-table-url-state.ts';
import { useKeptColumns } from './use-kept-columns.ts';

/**
 * The columns a person chose for a list: the address says, else what this browser keeps, which is then put into the address so that
 * the link shows everybody the same. Choosing keeps them for the next visit; null goes back to the list's own and forgets.
 */
export function useColumnChoice(
  list: string,
  { columnIds, setColumnIds }: Pick<TableUrlState, 'columnIds' | 'setColumnIds'>,
): [readonly string[] | null, (ids: readonly string[] | null) => void] {
  const [kept, keep] = useKeptColumns(list);
  // Only on arrival: somebody who goes back to a link without columns wants the list's own.
  const hasArrived = useRef(false);
  useEffect(() => {
    if (hasArrived.current) return;
    hasArrived.current = true;
    if (columnIds === null && kept !== null) setColumnIds(kept);
  }, [columnIds, kept, setColumnIds]);
  const choose = (ids: readonly string[] | null) => {
    setColumnIds(ids);
    keep(ids);
  };
  return [columnIds, choose];
}
