'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useClusters } from '#lib/client/clusters.ts';
import { useOverview } from '#lib/client/overview.ts';
import { useIsOld } from '../states/use-is-old.ts';
import { clusterIconState, fleetIconState, useStateFavicon } from './state-favicon.ts';
import { urgentProblems } from './urgent-problems.ts';

/** Parts of the window's title, most urgent first, so that a narrow tab still tells the state. */
export function useWindowTitle(parts: readonly (string | null | undefined)[]): void {
  const t = useTranslations('common');
  const path = usePathname();
  const title = [...parts.filter(Boolean), t('product')].join(' · ');
  useEffect(() => {
    const apply = () => {
      if (document.title !== title) document.title = title;
    };
    apply();
    // The page's static title may arrive after us (it is streamed); ours holds as long as the page does.
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title, path]);
}

/** Sets the title and the icon of a page about one cluster: "● 2 problems · Topics · shop · Farol". */
export function ClusterWindowTitle({ clusterId, page }: { clusterId: string; page: string | null }) {
  const t = useTranslations('shell');
  const { data, dataUpdatedAt, error } = useOverview(clusterId);
  const isOld = useIsOld(data?.pass, dataUpdatedAt, error !== null);
  const problems = urgentProblems(data)?.length ?? 0;
  useStateFavicon(clusterIconState(data, isOld));
  useWindowTitle([
    isOld ? t('titleStale') : null,
    problems > 0 ? t('titleProblems', { problems }) : null,
    page,
    data?.name ?? clusterId,
  ]);
  return null;
}

/** Sets the title and the icon of a page about no single cluster. */
export function PlainWindowTitle({ page, state }: { page: string | null; state?: string | null }) {
  const { data } = useClusters();
  useStateFavicon(fleetIconState(data?.data));
  useWindowTitle([state, page]);
  return null;
}
