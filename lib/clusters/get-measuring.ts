import type { Measuring } from '#lib/contracts/measuring.ts';
import type { ClusterMeasuring } from '#lib/core/measuring.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';

/** What is measured of a cluster, without credentials. */
export async function getMeasuring(
  deps: { clusters: Pick<ClusterRepository, 'measuring'> },
  cluster: ClusterRecord,
): Promise<Measuring> {
  return measuringView(await deps.clusters.measuring(cluster.id), cluster);
}

/** The settings as they may leave the server. Field by field, so that a new secret does not slip through. */
export function measuringView(measuring: ClusterMeasuring, { source }: Pick<ClusterRecord, 'source'>): Measuring {
  const { resources, zookeeper } = measuring;
  return {
    canary: measuring.canary,
    resources:
      resources === null
        ? null
        : {
            kind: resources.kind,
            url: resources.url,
            urlByBroker: { ...resources.urlByBroker },
            username: resources.username,
            hasPassword: resources.password !== null,
            hasBearerToken: resources.bearerToken !== null,
          },
    zookeeper: zookeeper === null ? null : { servers: [...zookeeper.servers], adminUrls: [...zookeeper.adminUrls] },
    lagSloSeconds: measuring.lagSloSeconds,
    requestsPerSecondMax: measuring.requestsPerSecondMax,
    prometheusOut: measuring.prometheusOut,
    timeZone: measuring.timeZone,
    isEditable: source === 'app',
  };
}
