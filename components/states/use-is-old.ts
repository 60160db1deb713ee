'use client';

import type { PassInfo } from '#lib/contracts/common.ts';
import { freshnessOf } from './freshness-of.ts';
import { useFromNow } from './use-now.ts';

/** Whether a pass is late, stale or no longer updated: what it says holds for then, not for now. False without a pass. */
export function useIsOld(pass: PassInfo | null | undefined, receivedAtMs: number, isFailing: boolean): boolean {
  return useFromNow((nowMs) => {
    if (pass === null || pass === undefined || nowMs === 0) return false;
    const { state } = freshnessOf({ pass, receivedAtMs, nowMs, isFailing });
    return state === 'late' || state === 'stale' || state === 'offline';
  });
}
