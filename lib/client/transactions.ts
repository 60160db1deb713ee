import { useQuery } from '@tanstack/react-query';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';

const topicProducersSchema = async () => (await import('#lib/contracts/transactions.ts')).TopicProducers;
const transactionsAnswerSchema = async () => (await import('#lib/contracts/transactions.ts')).TransactionsAnswer;

/** Transactions are read once a minute or more rarely. */
const REFRESH_MS = 15_000;

/** Open and hanging transactions of a cluster as last read. */
export function useTransactions(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.transactions(clusterId),
    queryFn: ({ signal }) => fetchJson(transactionsAnswerSchema, apiPath('clusters', clusterId, 'transactions'), { signal }),
    refetchInterval: REFRESH_MS,
  });
}

/** Producers that the leaders of a topic remember, asked of the cluster once, when a person looks; null asks nothing. */
export function useTopicProducers(clusterId: string, topic: string | null) {
  return useQuery({
    queryKey: queryKeys.topicProducers(clusterId, topic ?? ''),
    queryFn: ({ signal }) =>
      fetchJson(topicProducersSchema, apiPath('clusters', clusterId, 'topics', topic ?? '', 'producers'), { signal }),
    enabled: topic !== null,
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
