'use client';

import { parseAsInteger, parseAsString, useQueryState } from 'nuqs';
import { useMemo, type ReactNode } from 'react';
import { SeriesWishesProvider } from '#lib/client/series-wishes.ts';
import { parseCompare, serializeCompare, type Compare } from '#lib/core/compare.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** How many lines a reader may ask of charts that have one for each of many. */
export const TOP_CHOICES = [5, 10, 20] as const;

/** The earlier period that charts show beside their own (`?compare=…`), and how to choose it; null = none. */
export function useCompare(): [Compare | null, (compare: Compare | null) => void] {
  const [text, setText] = useQueryState('compare', parseAsString.withOptions({ history: 'push' }));
  return [parseCompare(text), (compare) => void setText(serializeCompare(compare))];
}

/** Lines of the charts that leave some out (`?top=…`), and how to choose it; null = as many as each chart says. */
export function useTop(): [number | null, (top: number | null) => void] {
  const [top, setTop] = useQueryState('top', parseAsInteger.withOptions({ history: 'push' }));
  return [TOP_CHOICES.find((choice) => choice === top) ?? null, (next) => void setTop(next)];
}

/** Hands what the address asks of all charts to the queries below. */
export function ChartWishes({ children }: { children: ReactNode }) {
  const [compare] = useCompare();
  const [top] = useTop();
  const { timeZone } = useFormat();
  const wishes = useMemo(() => ({ compare, top, timeZone }), [compare, top, timeZone]);
  return <SeriesWishesProvider value={wishes}>{children}</SeriesWishesProvider>;
}
