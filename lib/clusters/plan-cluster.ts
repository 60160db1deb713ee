import { createHmac } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import type { ClusterInput, ClusterPlan } from '#lib/contracts/clusters.ts';
import { AppError } from '#lib/core/errors.ts';
import { parseAddress } from '#lib/kafka/connection/parse-address.ts';
import { securityOf, type ClusterRepository } from '#lib/store/clusters.ts';
import { readClusterInput, type ReadClusterInput } from './read-input.ts';

/** What planning and adding a cluster need. */
export interface ClusterPlanDeps {
  clusters: Pick<ClusterRepository, 'get' | 'create'>;
  /** The resolver of Kafka connections, which refuses reserved addresses. */
  kafka: { lookup: LookupFunction };
  env: { appSecret: string };
}

/** What adding the cluster would store. Stores nothing and connects to nothing; names are resolved, to refuse reserved addresses early. */
export async function planCluster(deps: ClusterPlanDeps, input: ClusterInput): Promise<ClusterPlan> {
  return (await preparePlan(deps, input)).plan;
}

/** The plan together with the connection it is about. Throws `conflict` when the id is taken and `forbidden` for a reserved address. */
export async function preparePlan(
  deps: ClusterPlanDeps,
  input: ClusterInput,
): Promise<{ plan: ClusterPlan; read: ReadClusterInput }> {
  const read = readClusterInput(input);
  const { id, name, connection } = read;
  if ((await deps.clusters.get(id)) !== null) {
    throw new AppError('conflict', `There is a cluster with the id “${id}” already. Choose another name.`, {
      invalidParams: [{ name: 'name', reason: 'another cluster has the same id' }],
    });
  }
  const unresolved = await Promise.all(connection.bootstrap.map((server) => resolutionWarning(deps.kafka.lookup, server)));
  return {
    read,
    plan: {
      id,
      name,
      bootstrap: [...connection.bootstrap],
      security: securityOf(connection),
      warnings: [...read.warnings, ...unresolved.flatMap((warning) => warning ?? [])],
      planHash: hashPlan(deps.env.appSecret, read),
    },
  };
}

/** Keyed, because it covers the password: a plain hash of it could be guessed at leisure. */
function hashPlan(appSecret: string, { id, name, connection }: ReadClusterInput): string {
  return createHmac('sha256', appSecret)
    .update(JSON.stringify(['cluster-plan', id, name, connection]))
    .digest('base64url');
}

function resolutionWarning(lookup: LookupFunction, server: string): Promise<string | null> {
  const host = parseAddress(server)?.host ?? server;
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error) => {
      // What the address rule refuses is refused; what does not resolve today may resolve where the sampler runs.
      if (error instanceof AppError)
        reject(new AppError(error.code, error.message, { invalidParams: [{ name: 'bootstrap', reason: 'reserved address' }] }));
      else resolve(error === null ? null : `${host} does not resolve on this machine.`);
    });
  });
}
