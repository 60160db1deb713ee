import { useQuery } from '@tanstack/react-query';
import type { QuorumAnswer } from '#lib/contracts/quorum.ts';
import type { ZookeeperAnswer } from '#lib/contracts/zookeeper.ts';
import { apiPath, fetchJson } from './fetch-json.ts';
import { queryKeys } from './query-keys.ts';
import { refreshWithPass } from './refresh.ts';

const quorumAnswerSchema = async () => (await import('#lib/contracts/quorum.ts')).QuorumAnswer;
const zookeeperAnswerSchema = async () => (await import('#lib/contracts/zookeeper.ts')).ZookeeperAnswer;

/** The metadata quorum of a cluster, asked anew after each pass. */
export function useQuorum(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.quorum(clusterId),
    queryFn: ({ signal }) => fetchJson(quorumAnswerSchema, apiPath('clusters', clusterId, 'quorum'), { signal }),
    refetchInterval: refreshWithPass<QuorumAnswer>((quorum) => quorum.pass),
  });
}

/** The ZooKeeper ensemble behind a cluster, asked anew after each pass. */
export function useZookeeper(clusterId: string) {
  return useQuery({
    queryKey: queryKeys.zookeeper(clusterId),
    queryFn: ({ signal }) => fetchJson(zookeeperAnswerSchema, apiPath('clusters', clusterId, 'zookeeper'), { signal }),
    refetchInterval: refreshWithPass<ZookeeperAnswer>((zookeeper) => zookeeper.pass),
  });
}
