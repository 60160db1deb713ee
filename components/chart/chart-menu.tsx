'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { Dropdown, DropdownContent, DropdownTrigger } from '../ui/dropdown.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { partOnDemand } from '../ui/late-part.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { ChartModel } from './use-chart-model.ts';

export interface ChartMenuProps {
  title: string;
  /** Half a sentence beside the title, for pictures; null = none in plain words. */
  note: string | null;
  /** undefined while there are no values. */
  model: ChartModel | undefined;
  /** Holds the drawing. */
  place: RefObject<HTMLElement | null>;
  isTable: boolean;
  onTableChange: (isTable: boolean) => void;
  onFull: () => void;
  /** null when the range was not zoomed into. */
  onZoomOut: (() => void) | null;
  extra: ReactNode;
}

/** Arrives when a menu is opened: nobody needs it to read a chart. */
const ChartMenuItems = partOnDemand(
  () => import('./chart-menu-items.tsx').then((module) => module.default),
  () => <Skeleton className="m-2 h-4 w-32" />,
);

/** What can be done with a chart beside reading it. */
export function ChartMenu(props: ChartMenuProps) {
  const t = useTranslations('chart');
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <IconButton size="sm" label={t('menu.label', { title: props.title })} icon={<Ellipsis aria-hidden />} />
      </DropdownTrigger>
      <DropdownContent align="end" className="min-w-[230px]!">
        <ChartMenuItems {...props} />
      </DropdownContent>
    </Dropdown>
  );
}
