'use client';

import { useCallback, useEffect, useReducer, useRef } from 'react';
import { testCluster } from '#lib/client/clusters.ts';
import type { ClusterInput, ConnectionTestStep } from '#lib/contracts/clusters.ts';
import { NO_TEST, reduceTest, type ConnectionTest } from './connection-test-state.ts';

/** One connection test and its control. */
export interface ConnectionTestControl {
  test: ConnectionTest;
  /** Starts anew; a running one is given up. */
  run: (input: ClusterInput) => void;
  /** Forgets the result, because what it was about has changed. */
  reset: () => void;
}

/** Runs connection tests; steps arrive one by one. Leaving the page ends the request. */
export function useConnectionTest(): ConnectionTestControl {
  const [test, dispatch] = useReducer(reduceTest, NO_TEST);
  const running = useRef<AbortController | null>(null);

  const reset = useCallback(() => {
    running.current?.abort();
    running.current = null;
    dispatch({ kind: 'reset' });
  }, []);

  const run = useCallback((input: ClusterInput) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    dispatch({ kind: 'started' });
    void follow(testCluster(input, abort.signal), abort.signal, dispatch);
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { test, run, reset };
}

async function follow(
  steps: AsyncIterable<ConnectionTestStep>,
  signal: AbortSignal,
  dispatch: (event: Parameters<typeof reduceTest>[1]) => void,
): Promise<void> {
  try {
    for await (const step of steps) dispatch({ kind: 'step', step });
    dispatch({ kind: 'ended' });
  } catch (error) {
    // Given up by the reader: a newer test or none stands on screen.
    if (!signal.aborted) dispatch({ kind: 'failed', error });
  }
}
