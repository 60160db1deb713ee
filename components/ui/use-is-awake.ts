'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Whether the page's own script has taken over: false in what the server wrote, which knows neither the reader's zone nor the time. */
export function useIsAwake(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
