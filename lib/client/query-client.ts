import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isWorthRetrying } from './api-error.ts';
import { signInPath } from './return-path.ts';

const RETRIES_MAX = 2;
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 10_000;
/** Within this time a second reader of the same thing shares the first one's answer. */
const FRESH_MS = 2_000;

/**
 * The browser's cache of server data. Refusals are not asked again, failures twice with growing pauses; polling stops while the tab is hidden.
 * An ended session leads to the sign-in page, which returns here.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchIntervalInBackground: false,
        retry: (failures, error) => failures < RETRIES_MAX && isWorthRetrying(error),
        retryDelay: retryDelayMs,
      },
      mutations: { retry: false },
    },
  });
}

/** Pause before try `attempt` (from 0), milliseconds: what the server asks for, else doubling. */
export function retryDelayMs(attempt: number, error: unknown): number {
  const asked = error instanceof ApiError ? error.retryAfterMs : null;
  return Math.min(asked ?? RETRY_FIRST_MS * 2 ** attempt, RETRY_LONGEST_MS);
}

function leaveWhenSignedOut(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'unauthenticated' || typeof window === 'undefined') return;
  const { pathname, search } = window.location;
  if (pathname === '/sign-in') return;
  window.location.assign(signInPath(`${pathname}${search}`));
}
