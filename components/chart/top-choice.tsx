'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  Dropdown,
  DropdownContent,
  DropdownItem,
  DropdownLabel,
  DropdownRadioGroup,
  DropdownRadioItem,
  DropdownSeparator,
  DropdownTrigger,
} from '../ui/dropdown.tsx';
import { TOP_CHOICES, useTop } from './chart-wishes.tsx';

export interface TopChoiceProps {
  /** Series the chart holds. */
  shown: number;
  /** Of them drawn. */
  drawn: number;
  /** All there are. */
  total: number;
  /** Shows all values as a table. */
  onTable: () => void;
}

/** "5 of 14": says that series are left out, and lets the reader have more of them or read them. */
export function TopChoice({ shown, drawn, total, onTable }: TopChoiceProps) {
  const t = useTranslations('chart');
  const [top, setTop] = useTop();
  return (
    <Dropdown>
      <DropdownTrigger className="flex h-6 items-center gap-1 rounded-sm px-1 text-text-3 hover:bg-surface-2 hover:text-text">
        {drawn < shown ? t('drawnOf', { drawn, shown, total }) : t('shown', { shown, total })}
        <ChevronDown aria-hidden className="size-3.5" />
      </DropdownTrigger>
      <DropdownContent align="end">
        <DropdownLabel>{t('top.title')}</DropdownLabel>
        <DropdownRadioGroup value={String(top ?? '')} onValueChange={(value) => setTop(value === '' ? null : Number(value))}>
          <DropdownRadioItem value="">{t('top.own')}</DropdownRadioItem>
          {TOP_CHOICES.map((choice) => (
            <DropdownRadioItem key={choice} value={String(choice)}>
              {t('top.choice', { count: choice })}
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
        <DropdownSeparator />
        <DropdownItem onSelect={onTable}>{t('showTable')}</DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}
