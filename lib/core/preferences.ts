import { isTimeZone } from './zoned-time.ts';

/** How tightly tables are set. */
export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** Choice of the zone that the cluster in view has. */
export const CLUSTER_ZONE = 'cluster';

/** What a reader chose for this browser, beside language and theme, which have stores of their own. */
export interface Preferences {
  /** IANA zone in which all times are shown and entered; `browser` = the machine's own; `cluster` = that of the cluster in view, the machine's own where it has none. */
  zone: string;
  density: Density;
  /** Whether single keys (`j`, `/`, `g t`) are shortcuts (WCAG 2.1.4). Those with Ctrl or ⌘ always are. */
  singleKeys: boolean;
}

/** Cookie that holds them: the server sets pages in the same zone and density, so nothing jumps when they wake. */
export const PREFERENCES_COOKIE = 'farol_preferences';

export const DEFAULT_PREFERENCES: Preferences = { zone: 'browser', density: 'comfortable', singleKeys: true };

/** Reads the cookie's value. Whatever is missing or unreadable has its default. */
export function parsePreferences(text: string | undefined): Preferences {
  const fields = new URLSearchParams(text ?? '');
  const zone = fields.get('zone');
  return {
    zone: zone !== null && (zone === CLUSTER_ZONE || isTimeZone(zone)) ? zone : DEFAULT_PREFERENCES.zone,
    density: DENSITIES.find((each) => each === fields.get('density')) ?? DEFAULT_PREFERENCES.density,
    singleKeys: fields.get('keys') !== 'off',
  };
}

/** The cookie's value: only what differs from the defaults, so that better defaults reach everyone else. */
export function serializePreferences({ zone, density, singleKeys }: Preferences): string {
  const fields = new URLSearchParams();
  if (zone !== DEFAULT_PREFERENCES.zone) fields.set('zone', zone);
  if (density !== DEFAULT_PREFERENCES.density) fields.set('density', density);
  if (!singleKeys) fields.set('keys', 'off');
  return fields.toString();
}
