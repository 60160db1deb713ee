import type { AdviceFinding } from '#lib/contracts/advice.ts';
import { alterConfig, raiseReplication } from './commands.ts';
import type { ClusterFacts, TopicFacts } from './facts.ts';
import { evidence, finding } from './finding.ts';

/** Replicas with which a broker may be restarted while another fails. */
const REPLICAS_WANTED = 3;
/** Acknowledged copies that go with three replicas. */
const MIN_ISR_WANTED = 2;

/**
 * How many copies a topic has, and how many must exist before a write counts.
 * On a cluster of one broker nothing can be done about copies, so nothing is said of them.
 */
export function replicationFindings({ topic, placement }: TopicFacts, cluster: ClusterFacts): AdviceFinding[] {
  const { name, replicationFactor, minInsyncReplicas } = topic;
  const brokers = cluster.brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b);
  if (replicationFactor === null || brokers.length < 2) return [];
  const wanted = Math.min(REPLICAS_WANTED, brokers.length);
  const copies = [evidence('replicas', 'count', replicationFactor), evidence('brokers', 'count', brokers.length)];
  const raise = placement === null ? [] : raiseReplication(name, placement, brokers, wanted);
  if (replicationFactor === 1) {
    return [finding('single_replica', { severity: 'risk', topic: name, evidence: copies, commands: raise })];
  }
  const found: AdviceFinding[] = [];
  if (replicationFactor < wanted) {
    found.push(finding('two_replicas', { severity: 'improve', topic: name, evidence: copies, commands: raise }));
  }
  if (minInsyncReplicas === null) return found;
  const inSync = [evidence('minIsr', 'count', minInsyncReplicas), evidence('replicas', 'count', replicationFactor)];
  if (minInsyncReplicas >= replicationFactor) {
    const lower = Math.max(1, replicationFactor - 1);
    const commands = [alterConfig(name, `min.insync.replicas=${lower}`)];
    found.push(finding('min_isr_blocks', { severity: 'risk', topic: name, evidence: inSync, commands }));
  } else if (minInsyncReplicas === 1 && replicationFactor >= REPLICAS_WANTED && !topic.internal) {
    const commands = [alterConfig(name, `min.insync.replicas=${MIN_ISR_WANTED}`)];
    found.push(finding('min_isr_one', { severity: 'improve', topic: name, evidence: inSync, commands }));
  }
  return found;
}
