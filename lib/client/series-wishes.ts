'use client';

import { createContext, useContext } from 'react';
import type { Compare } from '#lib/core/compare.ts';

/** What the reader wants of every chart of the page, beyond what the page asks. */
export interface SeriesWishes {
  /** Earlier period to draw along; null = none. */
  compare: Compare | null;
  /** Lines of a chart that has one for each of many; null = as many as the page says. */
  top: number | null;
  /** Zone of the shown clocks, in which "yesterday, the same time" is meant; undefined = the machine's own. */
  timeZone: string | undefined;
}

const NONE: SeriesWishes = { compare: null, top: null, timeZone: undefined };
const Wishes = createContext<SeriesWishes>(NONE);

/** Gives the wishes to the charts below. */
export const SeriesWishesProvider = Wishes.Provider;

/** The wishes in force here; none outside of a provider. */
export function useSeriesWishes(): SeriesWishes {
  return useContext(Wishes);
}
