import { declaredClusters } from '#lib/config/declared-clusters.ts';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import type { Env } from '#lib/env.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import { clusterRepository } from '#lib/store/clusters.ts';
import type { Database } from '#lib/store/database.ts';
import { createSecretBox } from '#lib/store/secret-box.ts';
import { DEMO_CLUSTER, demoBootstrap, demoResources } from './demo-cluster.ts';

/** Enters the clusters of the environment, of farol.yaml and of the demonstration into the database, and disables those that are no longer declared.
 *  Returns how many Farol looks at, and warnings about the declared ones. Throws `invalid` for a bad declaration. */
export async function registerClusters(db: Database, env: Env): Promise<{ count: number; warnings: string[] }> {
  const declared = declaredClusters(env);
  const clusters = env.demo ? [...declared, demoCluster(env.demoKafkaPort)] : declared;
  const stored = await clusterRepository(db, createSecretBox(env.appSecret)).upsertDeclared(clusters);
  return {
    count: stored.filter((cluster) => cluster.enabled).length,
    warnings: declared.flatMap((cluster) => cluster.warnings.map((warning) => `cluster ${cluster.name}: ${warning}`)),
  };
}

function demoCluster(firstPort: number) {
  const { connection } = parseClientProperties(`bootstrap.servers=${demoBootstrap(firstPort)}\n`);
  const measuring = { ...NO_MEASURING, canary: true, resources: demoResources(firstPort) };
  return { ...DEMO_CLUSTER, source: 'environment' as const, connection, measuring };
}
