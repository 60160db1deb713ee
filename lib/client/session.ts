import { queryOptions, useQuery } from '@tanstack/react-query';
import type { LoginInput, Me, SetupInput } from '#lib/contracts/session.ts';
import { apiPath, fetchJson, fetchNothing } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const meSchema = async () => (await import('#lib/contracts/session.ts')).Me;
const setupStateSchema = async () => (await import('#lib/contracts/session.ts')).SetupState;

const ME_FRESH_MS = 60_000;

/** Who is signed in. */
export function meOptions() {
  return queryOptions({
    queryKey: queryKeys.me(),
    queryFn: ({ signal }) => fetchJson(meSchema, apiPath('me'), { signal }),
    staleTime: ME_FRESH_MS,
  });
}

/** Who is signed in; leads to the sign-in page when nobody is. */
export function useMe() {
  return useQuery(meOptions());
}

/** Whether the first account has still to be made, and whether this is a demonstration. */
export function useSetupState() {
  return useQuery({
    queryKey: queryKeys.setup(),
    queryFn: ({ signal }) => fetchJson(setupStateSchema, apiPath('setup'), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Makes the first account and signs it in. */
export function setUp(input: SetupInput): Promise<Me> {
  return fetchJson(meSchema, apiPath('setup'), { method: 'POST', body: input });
}

/** Signs in with e-mail and password. */
export function signIn(input: LoginInput): Promise<Me> {
  return fetchJson(meSchema, apiPath('session'), { method: 'POST', body: input });
}

/** Signs in with a one-time link. */
export function signInByLink(token: string): Promise<Me> {
  return fetchJson(meSchema, apiPath('session', 'link'), { method: 'POST', body: { token } });
}

/** Ends the session. The caller then loads the sign-in page anew, so that nothing of the session stays in memory. */
export function signOut(): Promise<void> {
  return fetchNothing(apiPath('session'), { method: 'DELETE' });
}
