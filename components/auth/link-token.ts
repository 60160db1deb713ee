'use client';

import { useSyncExternalStore } from 'react';

const nothingChanges = () => () => undefined;

/** The secret of a link: the fragment (`/enter#abc`, which browsers never send to a server) or `?token=abc`. null when there is none. */
export function tokenOf(link: { hash: string; search: string }): string | null {
  const fragment = link.hash
    .replace(/^#/, '')
    .replace(/^token=/, '')
    .trim();
  if (fragment !== '') return fragment;
  const fromQuery = new URLSearchParams(link.search).get('token')?.trim() ?? '';
  return fromQuery === '' ? null : fromQuery;
}

/** The secret of the link this page was opened with; undefined until the browser has it. */
export function useLinkToken(): string | null | undefined {
  return useSyncExternalStore(
    nothingChanges,
    () => tokenOf(window.location),
    () => undefined,
  );
}
