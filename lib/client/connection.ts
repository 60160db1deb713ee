'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from './api-error.ts';

/** Whether this browser reaches Farol. `offline` = it has no network at all; `unreachable` = Farol does not answer. */
export type Connection = 'up' | 'offline' | 'unreachable';

/** One lost answer is bad luck, two in a row are a state. */
const FAILURES_MIN = 2;
/** Between two looks whether Farol is back, ms. */
const PROBE_MS = 5_000;

/** Failures in a row after one more answer, or the lack of one. Refusals are answers too. */
export function failuresAfter(failures: number, error: unknown): number {
  const isLost = error instanceof ApiError && (error.code === 'offline' || error.code === 'timeout');
  return isLost ? failures + 1 : 0;
}

/** Watches the page's own requests; while they fail it asks by itself whether Farol is back, and then for everything anew. */
export function useConnection(): { connection: Connection; retry: () => void } {
  const client = useQueryClient();
  const [isOffline, setIsOffline] = useState(false);
  const [isUnreachable, setIsUnreachable] = useState(false);

  useEffect(() => {
    const look = () => setIsOffline(!navigator.onLine);
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);

  useEffect(() => {
    let failures = 0;
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return;
      if (event.action.type === 'success') failures = 0;
      else if (event.action.type === 'failed') failures = failuresAfter(failures, event.action.error);
      else return;
      setIsUnreachable(failures >= FAILURES_MIN);
    });
  }, [client]);

  const isDown = isOffline || isUnreachable;
  useEffect(() => {
    if (!isDown) return;
    const timer = setInterval(() => void refetchWhenBack(client), PROBE_MS);
    return () => clearInterval(timer);
  }, [client, isDown]);

  const connection = isOffline ? 'offline' : isUnreachable ? 'unreachable' : 'up';
  return { connection, retry: () => void refetchWhenBack(client) };
}

/** Asks for everything on the page once the server answers at all. */
async function refetchWhenBack(client: QueryClient): Promise<void> {
  try {
    const { ok } = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PROBE_MS) });
    if (ok) await client.refetchQueries({ type: 'active' });
  } catch {
    // Still away: the banner stands and the next look comes by itself.
  }
}
