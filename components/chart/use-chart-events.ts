'use client';

import { usePathname } from 'next/navigation';
import { useMemo } from 'react';
import { useEventsInRange } from '#lib/client/events.ts';
import type { ClusterEvent } from '#lib/contracts/events.ts';
import { useTimeRange } from '../shell/use-time-range.ts';
import { subjectOfPath, type ChartSubject } from './chart-subject.ts';
import { familyOf, kindsOf } from './event-families.ts';
import { useHiddenFamilies } from './hidden-families.ts';

/** What the charts of this page are about. Stable while the address is. */
export function useChartSubject(): ChartSubject {
  const path = usePathname();
  return useMemo(() => subjectOfPath(path), [path]);
}

/** Events to mark in the charts of a page, in no order: about the subject, and about the cluster around it. All charts of a page share one question. Empty while unknown. */
export function useChartEvents(subject: ChartSubject): ClusterEvent[] {
  const { range } = useTimeRange();
  const hidden = useHiddenFamilies();
  const { clusterId, ...place } = subject;
  const { own, around } = kindsOf(subject);
  const isAsked = clusterId !== null;
  const ofPlace = useEventsInRange(clusterId ?? '', { place, kinds: own }, range, isAsked);
  const ofAll = useEventsInRange(clusterId ?? '', { place: {}, kinds: around }, range, isAsked && around.length > 0);
  return useMemo(() => {
    // Marks on other topics and groups are theirs.
    const wide = (ofAll ?? []).filter(({ scope }) => scope.kind === 'cluster' || scope.kind === 'broker');
    return [...(ofPlace ?? []), ...wide].filter(({ kind }) => {
      const family = familyOf(kind);
      return family !== null && !hidden.has(family);
    });
  }, [ofPlace, ofAll, hidden]);
}
