'use client';

import { useLocale } from 'next-intl';
import { createFormatter, type Formatter } from '../core/format.ts';
import { useTimeZone } from './time-zone.ts';

const formatters = new Map<string, Formatter>();

/** The reader's formatter: page language, chosen time zone. One for each pair is kept, so it is stable between renders. */
export function useFormat(): Formatter {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const key = `${locale} ${timeZone ?? ''}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = createFormatter(locale, timeZone);
  formatters.set(key, made);
  return made;
}
