import { outcomes, type DerivedPass } from './derive-pass.ts';

/** The log line of a pass: what it cost and how each broker behaved. */
export function passLine({ pass, brokers, commits }: DerivedPass): Record<string, unknown> {
  const outcome: Record<string, string> = {};
  for (const broker of brokers.values())
    outcome[broker.nodeId] = broker.state === 'up' ? 'ok' : (broker.fault?.code ?? broker.state);
  for (const { nodeId, fault } of outcomes(pass)) if (fault !== null) outcome[nodeId] = fault.code;
  return {
    ms: Math.round(pass.durationMs),
    requests: pass.cost.requests,
    bytesOut: pass.cost.bytesOut,
    bytesIn: pass.cost.bytesIn,
    cpuMs: Math.round(pass.cost.cpuMs),
    partitions: pass.topology.partitionCount,
    groups: commits.groups.length,
    brokers: outcome,
  };
}
