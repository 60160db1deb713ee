'use client';

import { Bookmark, Columns3, Download, ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import type { ColumnChooserProps } from './column-chooser.tsx';
import type { ExportPanelProps } from './export-panel.tsx';
import type { SavedViewsProps } from './saved-views.tsx';
import type { Selection } from './use-selection.ts';

// None of these is needed before somebody asks for it.
const ColumnChooser = partOnDemand(() => import('./column-chooser.tsx').then((module) => module.ColumnChooser));
const SavedViews = partOnDemand(() => import('./saved-views.tsx').then((module) => module.SavedViews));
const ExportPanel = partOnDemand<ExportPanelProps<object>>(() =>
  import('./export-panel.tsx').then((module) => module.ExportPanel),
) as <Row>(props: ExportPanelProps<Row>) => ReactNode;

export interface TableToolsProps<Row> {
  /** Left out where a view is more than one list. */
  views: SavedViewsProps | undefined;
  columns: ColumnChooserProps;
  /** Read when the panel opens. */
  exports: () => ExportPanelProps<Row>;
  /** Left out where rows cannot be chosen. */
  selection: Selection | undefined;
}

/** What can be done with a list: named views, columns, choosing rows, taking the rows away. */
export function TableTools<Row>({ views, columns, exports, selection }: TableToolsProps<Row>) {
  const t = useTranslations('table');
  return (
    <>
      {views === undefined ? null : (
        <Tool label={t('views.title')} icon={<Bookmark aria-hidden />}>
          {() => <SavedViews {...views} />}
        </Tool>
      )}
      <Tool label={t('columns.title')} icon={<Columns3 aria-hidden />}>
        {() => <ColumnChooser {...columns} />}
      </Tool>
      {selection === undefined ? null : (
        <IconButton
          label={t('selection.start')}
          icon={<ListChecks aria-hidden />}
          aria-pressed={selection.isOpen}
          className="aria-pressed:bg-surface-3 aria-pressed:text-text"
          onClick={() => (selection.isOpen ? selection.clear() : selection.setOpen(true))}
        />
      )}
      <Tool label={t('export.title')} icon={<Download aria-hidden />}>
        {() => <ExportPanel {...exports()} />}
      </Tool>
    </>
  );
}

/** One tool: a button with an icon, and the window that opens under it. */
function Tool({ label, icon, children }: { label: string; icon: ReactNode; children: () => ReactNode }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" aria-label={label} title={label} className="w-[30px] px-0! [&_svg]:size-4!">
          {icon}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label={label}>
        <Lazily>{children}</Lazily>
      </PopoverContent>
    </Popover>
  );
}

/** Makes its content only once it is drawn. */
function Lazily({ children }: { children: () => ReactNode }) {
  return children();
}
