import type { Draft } from './draft.ts';
import type { ZookeeperFact } from './facts.ts';

/** What is wrong with the ensemble of a cluster in ZooKeeper mode, as far as it was asked. */
export function zookeeperProblems(facts: ZookeeperFact | null | undefined): Draft[] {
  if (facts == null) return [];
  const without = facts.hasQuorum === false ? [noQuorum(facts)] : [];
  return [...without, ...facts.down.map(serverDown), ...facts.overloaded.map(overloaded)];
}

function noQuorum(facts: ZookeeperFact): Draft {
  return {
    id: 'zookeeper_no_quorum',
    severity: 'critical',
    code: 'zookeeper_no_quorum',
    scope: { kind: 'cluster', name: '' },
    params: { servers: facts.servers },
    detail: 'All ZooKeeper servers that answer say that they do not serve: the ensemble has no leader.',
    affected: [],
    affectedTotal: 0,
  };
}

function serverDown({ server, fault }: ZookeeperFact['down'][number]): Draft {
  return {
    id: `zookeeper_server_down:${server}`,
    severity: 'warning',
    code: 'zookeeper_server_down',
    scope: { kind: 'cluster', name: '' },
    params: { server, reason: fault.code },
    detail: `ZooKeeper server ${server} does not serve: ${fault.detail}`,
    affected: [server],
    affectedTotal: 1,
  };
}

function overloaded({ server, outstanding }: ZookeeperFact['overloaded'][number]): Draft {
  return {
    id: `zookeeper_overloaded:${server}`,
    severity: 'warning',
    code: 'zookeeper_overloaded',
    scope: { kind: 'cluster', name: '' },
    params: { server, outstanding },
    detail: `ZooKeeper server ${server} does not keep up: ${outstanding} requests wait there.`,
    affected: [server],
    affectedTotal: 1,
  };
}
