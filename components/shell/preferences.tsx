'use client';

import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import {
  CLUSTER_ZONE,
  DEFAULT_PREFERENCES,
  PREFERENCES_COOKIE,
  parsePreferences,
  serializePreferences,
  type Preferences,
} from '#lib/core/preferences.ts';
import { TimeZoneContext } from '#lib/i18n/time-zone.ts';

const YEAR_SECONDS = 31_536_000;

/** The reader's choices for this browser, and the way to change some of them. */
export interface PreferencesState {
  preferences: Preferences;
  change: (part: Partial<Preferences>) => void;
}

const PreferencesContext = createContext<PreferencesState>({ preferences: DEFAULT_PREFERENCES, change: () => undefined });

/** Zone, density and single keys: what the cookie says, kept there when it changes. */
export function usePreferences(): PreferencesState {
  return use(PreferencesContext);
}

/** Keeps the preferences of all pages, and the zone of every time shown below. `initial` is what the server drew the page with. */
export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback((part: Partial<Preferences>) => {
    // Other tabs may have chosen since: the cookie is the truth, ours is a copy.
    const next = { ...readCookie(), ...part };
    document.cookie = `${PREFERENCES_COOKIE}=${encodeURIComponent(serializePreferences(next))}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    setPreferences(next);
  }, []);

  useEffect(() => {
    const takeOver = () => {
      if (document.visibilityState !== 'visible') return;
      const chosen = readCookie();
      setPreferences((known) => (serializePreferences(known) === serializePreferences(chosen) ? known : chosen));
    };
    document.addEventListener('visibilitychange', takeOver);
    return () => document.removeEventListener('visibilitychange', takeOver);
  }, []);
  useEffect(() => {
    document.documentElement.dataset['density'] = preferences.density;
  }, [preferences.density]);

  // The cluster's own zone is put in its place by `ClusterZone`, further in.
  const isNamed = preferences.zone !== 'browser' && preferences.zone !== CLUSTER_ZONE;
  const state = useMemo(() => ({ preferences, change }), [preferences, change]);
  return (
    <PreferencesContext value={state}>
      <TimeZoneContext value={isNamed ? preferences.zone : undefined}>{children}</TimeZoneContext>
    </PreferencesContext>
  );
}

function readCookie(): Preferences {
  const pair = document.cookie.split('; ').find((each) => each.startsWith(`${PREFERENCES_COOKIE}=`));
  return parsePreferences(pair === undefined ? undefined : decodeURIComponent(pair.slice(PREFERENCES_COOKIE.length + 1)));
}
