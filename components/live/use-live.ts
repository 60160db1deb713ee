'use client';

import { useCallback, useEffect, useReducer, useRef } from 'react';
import { watchLive } from '#lib/client/live.ts';
import type { LiveTarget } from '#lib/contracts/live.ts';
import { NOT_LIVE, reduceLive, type Live, type LiveEvent } from './live-state.ts';

/** A live watch and its control. */
export interface LiveControl {
  live: Live;
  start: () => void;
  stop: () => void;
}

/** Watches one topic or group while it is switched on. Leaving the page ends it. */
export function useLive(clusterId: string, target: LiveTarget): LiveControl {
  const [live, dispatch] = useReducer(reduceLive, NOT_LIVE);
  const running = useRef<AbortController | null>(null);
  const { kind, name } = target;

  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    dispatch({ kind: 'stopped' });
  }, []);

  const start = useCallback(() => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    dispatch({ kind: 'started' });
    void follow(clusterId, { kind, name }, abort.signal, dispatch);
  }, [clusterId, kind, name]);

  useEffect(() => () => running.current?.abort(), []);
  return { live, start, stop };
}

async function follow(
  clusterId: string,
  target: LiveTarget,
  signal: AbortSignal,
  dispatch: (event: LiveEvent) => void,
): Promise<void> {
  try {
    for await (const line of watchLive(clusterId, target, signal)) dispatch({ kind: 'line', line });
    dispatch({ kind: 'cut' });
  } catch (error) {
    // Switched off by the reader: nothing is to be told.
    if (!signal.aborted) dispatch({ kind: 'failed', error });
  }
}
