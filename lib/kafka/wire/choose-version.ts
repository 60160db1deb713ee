import type { AnyApi } from './api.ts';

/** The version range one broker offers for one API. */
export interface VersionRange {
  min: number;
  max: number;
}

/** The highest version that both sides speak; null when there is none, or the broker does not have the API. */
export function chooseVersion(api: AnyApi, offered: VersionRange | undefined): number | null {
  if (offered === undefined) return null;
  const version = Math.min(api.sendMax, offered.max);
  return version >= Math.max(api.min, offered.min) ? version : null;
}
