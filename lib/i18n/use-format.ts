'use client';

import { useLocale } from 'next-intl';
import { createFormatter, type Formatter } from '../core/format.ts';

const formatters = new Map<string, Formatter>();

/** The reader's formatter: page language, the browser's time zone. One per language is kept, so it is stable between renders. */
export function useFormat(): Formatter {
  const locale = useLocale();
  const known = formatters.get(locale);
  if (known !== undefined) return known;
  const made = createFormatter(locale);
  formatters.set(locale, made);
  return made;
}
