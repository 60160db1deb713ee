import type { DerivedPass } from './derive-pass.ts';

/** The controller: the quorum's leader on KRaft, where Metadata names just some live broker; Metadata's in ZooKeeper mode. null = not known. */
export function controllerOf(derived: DerivedPass): number | null {
  if (derived.pass.capabilities.mode === 'zookeeper') return derived.pass.topology.controllerId;
  return derived.quorum?.ok ? derived.quorum.value.leaderId : null;
}
