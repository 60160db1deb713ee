'use client';

import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { partOnDemand } from '../ui/late-part.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';
import type { FilterGuide } from './use-filter-guide.ts';

const FilterHelpText = partOnDemand(() => import('./filter-help-text.tsx').then((module) => module.FilterHelpText));

/** A question mark beside a filter field that explains what may be written there. */
export function FilterHelp({ guide }: { guide: FilterGuide }) {
  const t = useTranslations('table');
  return (
    <Popover>
      <PopoverTrigger
        aria-label={t('help.open')}
        className="inline-grid size-6 shrink-0 place-items-center rounded-full text-text-3 hover:text-text"
      >
        <CircleHelp aria-hidden className="size-3.5" />
      </PopoverTrigger>
      <PopoverContent
        aria-label={t('help.title')}
        className="max-h-[min(520px,var(--radix-popover-content-available-height))] w-[min(440px,calc(100vw-32px))] overflow-y-auto"
      >
        <FilterHelpText guide={guide} />
      </PopoverContent>
    </Popover>
  );
}
