'use client';

import { Braces, Copy, FileSpreadsheet, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import type { DataColumn } from './columns.ts';
import { fileName, saveFile } from './export-rows.ts';

export interface SelectionBarProps<Row> {
  /** Name of the list, for files. */
  list: string;
  /** The chosen rows that still exist, sorted. */
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly DataColumn<Row>[];
  /** How many of them the filter hides. */
  hidden: number;
  onClear: () => void;
}

/** What can be done with the chosen rows, at the foot of the list. */
export function SelectionBar<Row>({ list, rows, rowKey, columns, hidden, onClear }: SelectionBarProps<Row>) {
  const t = useTranslations('table.selection');
  const [copied, setCopied] = useState<readonly Row[] | null>(null);
  return (
    <div
      role="toolbar"
      aria-label={t('label')}
      className="sticky bottom-0 z-[5] flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-b-lg border-t border-line-strong bg-surface px-3.5 py-2 shadow-pop"
    >
      <span role="status" className="text-sm font-medium">
        {t('count', { count: rows.length })}
        {hidden > 0 ? <span className="font-normal text-text-2"> {t('hidden', { count: hidden })}</span> : null}
      </span>
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          size="sm"
          disabled={rows.length === 0}
          onClick={() => void navigator.clipboard.writeText(rows.map(rowKey).join('\n')).then(() => setCopied(rows))}
        >
          <Copy aria-hidden />
          {t(copied === rows ? 'copied' : 'copy')}
        </Button>
        <Button size="sm" disabled={rows.length === 0} onClick={() => saveFile('csv', fileName(list, new Date()), rows, columns)}>
          <FileSpreadsheet aria-hidden />
          {t('csv')}
        </Button>
        <Button
          size="sm"
          disabled={rows.length === 0}
          onClick={() => saveFile('json', fileName(list, new Date()), rows, columns)}
        >
          <Braces aria-hidden />
          {t('json')}
        </Button>
      </div>
      <Button size="sm" variant="ghost" className="ml-auto" onClick={onClear}>
        <X aria-hidden />
        {t('clear')}
      </Button>
    </div>
  );
}
