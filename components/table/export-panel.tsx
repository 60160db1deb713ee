'use client';

import { Braces, Copy, FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Button } from '../ui/button.tsx';
import type { DataColumn } from './columns.ts';
import { fileName, saveFile, toTabs, type ExportFormat } from './export-rows.ts';

/** Fetches rows that the page does not hold, telling how many came. Rejects when `signal` ends it. */
export type LoadEvery<Row> = (
  signal: AbortSignal,
  onProgress: (loaded: number, total: number) => void,
) => Promise<readonly Row[]>;

export interface ExportPanelProps<Row> {
  /** Name of the list, for the file. */
  list: string;
  /** The rows the page holds, filtered and sorted, and the columns that show. */
  rows: readonly Row[];
  columns: readonly DataColumn<Row>[];
  /** What the page holds of all rows, before the filter. */
  loaded: number;
  total: number;
  /** Filters and sorts rows as the table does. */
  choose: (rows: readonly Row[]) => readonly Row[];
  /** Fetches the rest; undefined when nobody can. */
  loadEvery: LoadEvery<Row> | undefined;
}

type Action = ExportFormat | 'copy';

type Progress = { kind: 'idle' | 'copied' | 'failed' | 'copyFailed' } | { kind: 'loading'; loaded: number; total: number };

/** Takes the filtered, sorted rows with the shown columns away as CSV, JSON or to the clipboard. Rows that did not come to the page are fetched first, all of them. */
export function ExportPanel<Row>({ list, rows, columns, loaded, total, choose, loadEvery }: ExportPanelProps<Row>) {
  const t = useTranslations('table.export');
  const format = useFormat();
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const isPart = loaded < total;
  const isLoading = progress.kind === 'loading';

  const give = async (action: Action, all: readonly Row[]) => {
    if (action !== 'copy') {
      saveFile(action, fileName(list, new Date()), all, columns);
      setProgress({ kind: 'idle' });
      return;
    }
    try {
      await navigator.clipboard.writeText(toTabs(all, columns));
      setProgress({ kind: 'copied' });
    } catch {
      // The browser may refuse: no permission, or a page without TLS.
      setProgress({ kind: 'copyFailed' });
    }
  };
  const start = async (action: Action) => {
    if (!isPart || loadEvery === undefined) return give(action, rows);
    const controller = new AbortController();
    running.current = controller;
    setProgress({ kind: 'loading', loaded: 0, total });
    let every: readonly Row[];
    try {
      every = await loadEvery(controller.signal, (some, of) => {
        if (!controller.signal.aborted) setProgress({ kind: 'loading', loaded: some, total: of });
      });
    } catch {
      setProgress({ kind: controller.signal.aborted ? 'idle' : 'failed' });
      return;
    }
    if (!controller.signal.aborted) await give(action, choose(every));
  };

  const actions = [
    { action: 'csv', icon: FileSpreadsheet },
    { action: 'json', icon: Braces },
    { action: 'copy', icon: Copy },
  ] as const;
  return (
    <div className="w-[min(280px,calc(100vw-48px))]">
      <p className="text-sm font-semibold">{t('title')}</p>
      <p className="mt-0.5 text-sm text-pretty text-text-2">
        {t('what', { rows: rows.length, columns: columns.length, isPart: String(isPart && loadEvery !== undefined) })}
      </p>
      {isPart ? (
        <p className="mt-1.5 text-sm text-pretty text-warn">
          {t(loadEvery === undefined ? 'partOnly' : 'part', { loaded, total })}
        </p>
      ) : null}
      {isLoading ? (
        <div className="mt-2.5">
          <progress
            aria-label={t('loading')}
            max={progress.total}
            value={progress.loaded}
            className="h-2 w-full accent-(--primary)"
          />
          <div className="mt-1 flex items-center justify-between gap-2 text-sm text-text-2">
            <span>{t('progress', { loaded: format.integer(progress.loaded), total: format.integer(progress.total) })}</span>
            <Button size="sm" onClick={() => running.current?.abort()}>
              {t('cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="mt-2.5 grid gap-1.5">
          {actions.map(({ action, icon: Icon }) => (
            <Button key={action} className="justify-start!" onClick={() => void start(action)}>
              <Icon aria-hidden />
              {t(action)}
            </Button>
          ))}
        </div>
      )}
      <p role="status" className="mt-1.5 min-h-5 text-xs text-pretty text-text-2">
        {progress.kind === 'copied' || progress.kind === 'failed' || progress.kind === 'copyFailed' ? t(progress.kind) : null}
      </p>
    </div>
  );
}
