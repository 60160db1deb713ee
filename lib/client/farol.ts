import { useQuery } from '@tanstack/react-query';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const farolAnswerSchema = async () => (await import('#lib/contracts/farol.ts')).FarolAnswer;

/** A heartbeat comes every five seconds; more often there is nothing new. */
const REFRESH_MS = 5_000;
const AFTER_ERROR_MS = 15_000;

/** How Farol itself does. */
export function useFarol() {
  return useQuery({
    queryKey: queryKeys.farol(),
    queryFn: ({ signal }) => fetchJson(farolAnswerSchema, apiPath('farol'), { signal }),
    refetchInterval: ({ state }) => (state.error === null ? REFRESH_MS : AFTER_ERROR_MS),
  });
}
