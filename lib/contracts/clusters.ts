import { z } from 'zod';
import { CoveredRate, CoveredSum, Fault, PassInfo, Problem } from './common.ts';
import { MostBehind } from './overview.ts';

/** A cluster's name in URLs: lower-case letters, digits and dashes. */
export const ClusterId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

export const ClusterSummary = z.object({
  id: ClusterId,
  name: z.string(),
  bootstrap: z.array(z.string()),
  /** Where it was declared: `environment` and `file` ones are read-only in the app. */
  source: z.enum(['app', 'environment', 'file']),
  enabled: z.boolean(),
  /** `waiting` = no pass yet; `ok`; `problems`; `unreachable` = the last pass reached no broker; `stale` = no fresh pass. */
  state: z.enum(['waiting', 'ok', 'problems', 'unreachable', 'stale', 'disabled']),
  fault: Fault.nullable(),
  pass: PassInfo.nullable(),
  mode: z.enum(['kraft', 'zookeeper']).nullable(),
  version: z.string().nullable(),
  brokersUp: z.number().nullable(),
  brokersTotal: z.number().nullable(),
  topics: z.number().nullable(),
  partitions: z.number().nullable(),
  partitionsInTrouble: z.number().nullable(),
  groups: z.number().nullable(),
  messagesInPerSecond: CoveredRate,
  messagesOutPerSecond: CoveredRate,
  lag: CoveredSum,
  problems: z.object({ critical: z.number(), warning: z.number() }),
  /** The worst problems found by the last pass, at most three; those that only were known before are left out. */
  topProblems: z.array(Problem).max(3),
  /** null when no group's time behind is known. */
  mostBehind: MostBehind.nullable(),
});
export type ClusterSummary = z.infer<typeof ClusterSummary>;

export const ClusterList = z.object({ data: z.array(ClusterSummary), meta: z.object({ total: z.number() }) });
export type ClusterList = z.infer<typeof ClusterList>;

/** What a person enters to add a cluster: bootstrap servers, or a pasted client.properties that names them. Secrets are write-only. */
export const ClusterInput = z.object({
  name: z.string().trim().min(1).max(80),
  bootstrap: z.string().trim().max(2000).optional(),
  /** Java client.properties text; keys outside the allow-list are refused by name. */
  properties: z
    .string()
    .max(64 * 1024)
    .optional(),
});
export type ClusterInput = z.infer<typeof ClusterInput>;

/** `test` runs the steps and stores nothing; the answer is a stream of these, one JSON object a line (application/x-ndjson). */
export const ConnectionTestStep = z.object({
  step: z.enum(['parse', 'dns', 'tcp', 'tls', 'sasl', 'versions', 'metadata', 'brokers', 'rights']),
  status: z.enum(['running', 'ok', 'warning', 'failed', 'skipped']),
  detail: z.string(),
  /** What to do about it; null when nothing need be done. */
  advice: z.string().nullable(),
  ms: z.number().nullable(),
});
export type ConnectionTestStep = z.infer<typeof ConnectionTestStep>;

/** Plan of adding a cluster: what would be stored, and a hash that `apply` must send back. */
export const ClusterPlan = z.object({
  id: ClusterId,
  name: z.string(),
  bootstrap: z.array(z.string()),
  security: z.string(),
  warnings: z.array(z.string()),
  planHash: z.string(),
});
export type ClusterPlan = z.infer<typeof ClusterPlan>;

export const ClusterCreate = ClusterInput.extend({ planHash: z.string().optional() });
export type ClusterCreate = z.infer<typeof ClusterCreate>;

/** Change of a cluster that was added in the app. Needs `If-Match` with the cluster's ETag. */
export const ClusterPatch = z.object({ enabled: z.boolean() });
export type ClusterPatch = z.infer<typeof ClusterPatch>;

/** Plan of removing a cluster from Farol (Kafka itself is not touched): what goes away, and a hash that the removal must send back. */
export const ClusterDeletePlan = z.object({
  id: ClusterId,
  name: z.string(),
  /** Consequences in words, in English. */
  consequences: z.array(z.string()),
  planHash: z.string(),
});
export type ClusterDeletePlan = z.infer<typeof ClusterDeletePlan>;

/** Removal of a cluster: the name typed by the person, and the hash of the plan they saw. */
export const ClusterDelete = z.object({ confirm: z.string().max(80), planHash: z.string().max(100) });
export type ClusterDelete = z.infer<typeof ClusterDelete>;
