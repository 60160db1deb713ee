'use client';

import { usePathname } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import type { ClusterSummary } from '#lib/contracts/clusters.ts';
import type { ClusterOverview } from '#lib/contracts/overview.ts';
import { urgentProblems } from './urgent-problems.ts';

/** State told by the window's icon. */
export type IconState = 'ok' | 'warn' | 'bad' | 'mute';

/** A form for each state beside its colour: small icons are seen by people who do not tell red from green. */
const SIGNS: Record<IconState, (fill: string, edge: string) => string> = {
  ok: (fill, edge) => `<circle cx="23.5" cy="23.5" r="6.5" fill="${fill}" stroke="${edge}" stroke-width="2"/>`,
  warn: (fill, edge) =>
    `<path d="M23.5 14.5 31 30H16z" fill="${fill}" stroke="${edge}" stroke-width="2" stroke-linejoin="round"/>`,
  bad: (fill, edge) => `<rect x="16" y="16" width="15" height="15" rx="2" fill="${fill}" stroke="${edge}" stroke-width="2"/>`,
  mute: (fill, edge) => `<circle cx="23.5" cy="23.5" r="5.5" fill="${edge}" stroke="${fill}" stroke-width="3"/>`,
};

/** State of the cluster in view for the window's icon; what is old or not known yet is neither good nor bad. */
export function clusterIconState(overview: ClusterOverview | undefined, isOld: boolean): IconState {
  const problems = urgentProblems(overview);
  if (problems === null || isOld) return 'mute';
  if (problems.length === 0) return overview?.fault === null ? 'ok' : 'bad';
  return problems.some(({ severity }) => severity === 'critical') ? 'bad' : 'warn';
}

/** The worst state of all clusters for the window's icon; `mute` while none is known or none watched. */
export function fleetIconState(clusters: readonly ClusterSummary[] | undefined): IconState {
  const states = (clusters ?? []).filter(({ enabled }) => enabled);
  if (states.some(({ state, problems }) => state === 'unreachable' || problems.critical > 0)) return 'bad';
  if (states.some(({ state }) => state === 'problems')) return 'warn';
  return states.length > 0 && states.every(({ state }) => state === 'ok') ? 'ok' : 'mute';
}

/** Farol's own icon, as the server has it; one fetch a visit. */
let plainIcon: Promise<string> | null = null;

/** Draws the state into the window's icon. */
export function useStateFavicon(state: IconState): void {
  const path = usePathname();
  const { resolvedTheme } = useTheme();
  useEffect(() => {
    let isCurrent = true;
    const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"]');
    if (link === null) return;
    plainIcon ??= fetch(link.href).then((response) => (response.ok ? response.text() : ''));
    plainIcon.then(
      (svg) => {
        if (!isCurrent || !svg.includes('</svg>')) return;
        const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
        const sign = SIGNS[state](token(`--${state}`), token('--surface'));
        link.href = `data:image/svg+xml,${encodeURIComponent(svg.replace('</svg>', `${sign}</svg>`))}`;
        link.dataset['state'] = state;
      },
      // Without the icon's text the plain icon stays.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [state, path, resolvedTheme]);
}
