'use client';

import { useCallback, useMemo } from 'react';
import { rememberSlots } from './remembered-slots.ts';
import { lookOfSlot, type SeriesLook } from './series-slots.ts';

/** What the lines are: decides their lasting colours. `measure` lines (in, out) take the palette in order. */
export type ChartEntity = 'topic' | 'group' | 'broker' | 'partition' | 'measure';

/** Looks of a chart's series, by key. Entities keep theirs on every page; measures take the palette in order; partitions go by number. Stable while the keys are. */
export function useLooks(entity: ChartEntity, keys: readonly string[]): (key: string) => SeriesLook {
  const joined = keys.join('\u0000');
  const slots = useMemo(() => {
    const list = joined === '' ? [] : joined.split('\u0000');
    if (entity === 'measure' || entity === 'partition') return new Map(list.map((key, at) => [key, at]));
    return rememberSlots(entity, list);
  }, [entity, joined]);
  return useCallback((key) => lookOfSlot(slots.get(key) ?? 0), [slots]);
}
