'use client';

import { createContext, use } from 'react';

/** The zone in which times below are shown and entered; `undefined` = the browser's own. See `components/shell/preferences.tsx`. */
export const TimeZoneContext = createContext<string | undefined>(undefined);

/** The zone the reader chose, for what turns wall times into instants; `undefined` = the browser's own. */
export function useTimeZone(): string | undefined {
  return use(TimeZoneContext);
}
