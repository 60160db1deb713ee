'use client';

import { ChevronDown, GitCompareArrows } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { COMPARES, parseCompare } from '#lib/core/compare.ts';
import { buttonVariants } from '../ui/button.tsx';
import {
  Dropdown,
  DropdownContent,
  DropdownLabel,
  DropdownRadioGroup,
  DropdownRadioItem,
  DropdownTrigger,
} from '../ui/dropdown.tsx';
import { useCompare } from './chart-wishes.tsx';

const NONE = 'none';

/** Chooses the earlier period that all charts of the page show beside their own. */
export function CompareControl() {
  const t = useTranslations('chart.compare');
  const [compare, setCompare] = useCompare();
  return (
    <Dropdown>
      <DropdownTrigger className={buttonVariants()}>
        <GitCompareArrows aria-hidden />
        <span className="sr-only lg:not-sr-only">{t('label')}</span>
        {compare === null ? null : <span className="font-medium">{t(`name.${compare}`)}</span>}
        <ChevronDown aria-hidden className="text-text-3" />
      </DropdownTrigger>
      <DropdownContent>
        <DropdownLabel>{t('title')}</DropdownLabel>
        <DropdownRadioGroup value={compare ?? NONE} onValueChange={(value) => setCompare(parseCompare(value))}>
          <DropdownRadioItem value={NONE}>{t('none')}</DropdownRadioItem>
          {COMPARES.map((each) => (
            <DropdownRadioItem key={each} value={each}>
              {t(`choice.${each}`)}
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
      </DropdownContent>
    </Dropdown>
  );
}
