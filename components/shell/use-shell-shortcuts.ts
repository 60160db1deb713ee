'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { clusterPath } from '#lib/client/paths.ts';
import { CLUSTER_PLACES, placeLabel } from './places.ts';
import { useShortcutKeys, useShortcuts, type Shortcut } from './shortcuts.ts';
import { useRangeSearch } from './use-time-range.ts';

/** The keys that work on every page: going to pages, to the filter, into the first table. */
export function useShellShortcuts(clusterId: string | null, overview: ClusterOverview | undefined): void {
  const t = useTranslations('shell.keys');
  const nav = useTranslations('shell.nav');
  const router = useRouter();
  const search = useRangeSearch();
  const places: readonly (typeof CLUSTER_PLACES)[number][] = clusterId === null ? [] : CLUSTER_PLACES;
  const go: Shortcut[] = [
    { keys: 'g h', section: 'go', label: nav('clusters'), run: () => router.push('/') },
    ...places.map(({ name, path, key }): Shortcut => ({
      keys: `g ${key}`,
      section: 'go',
      label: nav(placeLabel(name, overview?.kafka?.mode)),
      run: () => router.push(`${clusterPath(clusterId ?? '')}${path}${search}`),
    })),
  ];
  useShortcuts([
    ...go,
    { keys: '/', section: 'page', label: t('filter'), run: focusFilter },
    { keys: 'j', section: 'page', label: t('next'), run: () => enterRows('next') },
    { keys: 'k', section: 'page', label: t('previous'), run: () => enterRows('previous') },
  ]);
  useShortcutKeys();
}

/** Puts the cursor into the page's filter: what is marked `data-filter`, else the first search field of the content. */
function focusFilter(): void | false {
  const field = document.querySelector<HTMLElement>(
    'main [data-filter], main [role="search"] input, main [role="search"] textarea, main input[type="search"]',
  );
  if (field === null) return false;
  field.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

/** Moves the focus into the first table of the page. Inside a table (`data-rows`) the table itself moves it from row to row. */
function enterRows(where: 'next' | 'previous'): void | false {
  if (document.activeElement?.closest('[data-rows]') != null) return false;
  const region = document.querySelector<HTMLElement>('main [data-rows]');
  if (region === null) return false;
  const rows = region.querySelectorAll<HTMLElement>('[data-row]');
  const row =
    region.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? (where === 'next' ? rows[0] : rows[rows.length - 1]);
  (row ?? region).focus();
}
