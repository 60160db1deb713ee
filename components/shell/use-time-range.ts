'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import {
  earlierRange,
  laterRange,
  parseTimeRange,
  serializeTimeRange,
  timeRangeKey,
  widerRange,
  type TimeRange,
} from '#lib/core/time-range.ts';

/** The page's time range, kept in the URL. */
export interface TimeRangeState {
  range: TimeRange;
  setRange: (range: TimeRange) => void;
  /** For charts: shows exactly the dragged window. */
  zoomTo: (from: number, to: number) => void;
  /** Moves to the window before this one, after it, or to twice its length. Nothing happens where there is none. */
  move: (where: RangeMove) => void;
}

export type RangeMove = 'earlier' | 'later' | 'wider';

const MOVES = { earlier: earlierRange, later: laterRange, wider: widerRange };

/** Reads and writes `?range=…` or `?from=…&to=…`. Each change is a step of the browser's history, so Back zooms out. */
export function useTimeRange(): TimeRangeState {
  const [params, setParams] = useQueryStates(
    { range: parseAsString, from: parseAsString, to: parseAsString },
    { history: 'push' },
  );
  const parsed = parseTimeRange(params);
  const key = timeRangeKey(parsed);
  // One object per range: charts and queries compare by identity.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const range = useMemo(() => parsed, [key]);
  return useMemo(() => {
    const setRange = (next: TimeRange) => void setParams(serializeTimeRange(next));
    return {
      range,
      setRange,
      zoomTo: (from, to) => setRange({ kind: 'absolute', from, to }),
      move: (where) => {
        const next = MOVES[where](range, Date.now());
        if (next !== null) setRange(next);
      },
    };
  }, [range, setParams]);
}

/** The range part of the current URL, to carry it along on links within a cluster; empty for the default. */
export function useRangeSearch(): string {
  const { range } = useTimeRange();
  const params = new URLSearchParams(
    Object.entries(serializeTimeRange(range)).filter((entry): entry is [string, string] => entry[1] !== null),
  ).toString();
  return params === '' ? '' : `?${params}`;
}
