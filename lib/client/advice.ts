import { useQuery } from '@tanstack/react-query';
import type { AdviceQuery } from '#lib/contracts/advice.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const adviceAnswerSchema = async () => (await import('#lib/contracts/advice.ts')).AdviceAnswer;

/** Advice is made once a minute. */
const REFRESH_MS = 60_000;

/** What could be better about the topics of a cluster, or about one of them. */
export function useAdvice(clusterId: string, query: AdviceQuery = {}) {
  return useQuery({
    queryKey: queryKeys.advice(clusterId, query),
    queryFn: ({ signal }) => fetchJson(adviceAnswerSchema, apiPath('clusters', clusterId, 'advice'), { query, signal }),
    refetchInterval: REFRESH_MS,
  });
}
