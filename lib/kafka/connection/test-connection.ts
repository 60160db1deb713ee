import type { KafkaAdminDeps } from '../admin/create-kafka-admin.ts';
import { createKafkaAdmin } from '../admin/create-kafka-admin.ts';
import { KafkaUnavailableError } from '../admin/kafka-unavailable-error.ts';
import type { GroupList, Item, KafkaAdmin, KafkaConnection, KafkaFault, Topology } from '../admin/port.ts';
import { addressText, type Address } from '../transport/open-socket.ts';
import { adviceFor, type ConnectionStep, type ConnectionStepName } from './connection-step.ts';
import { parseAddress } from './parse-address.ts';
import { testDns, testSocket, type Finding } from './test-address.ts';

export type { ConnectionStep } from './connection-step.ts';

const STEP_DEADLINE_MS = 10_000;
const REFUSED: Finding = { status: 'skipped', code: 'not_reached', detail: 'Not tried: an earlier step failed.' };

function faultFinding(fault: KafkaFault, status: 'failed' | 'warning'): Finding {
  return { status, code: fault.code, detail: fault.message };
}

/** A fault of something Farol can live without is a warning. */
function itemFinding(item: Item<unknown> | undefined, detail: string): Finding {
  if (item === undefined) return REFUSED;
  return item.ok ? { status: 'ok', code: 'ok', detail } : faultFinding(item.fault, 'warning');
}

/** Runs the steps of one connection test; each is timed and gets its advice. */
class ConnectionTest {
  private readonly connection: KafkaConnection;
  private readonly deps: KafkaAdminDeps;
  private readonly signal: AbortSignal | undefined;

  constructor(connection: KafkaConnection, deps: KafkaAdminDeps, signal: AbortSignal | undefined) {
    this.connection = connection;
    this.deps = deps;
    this.signal = signal;
  }

  async *run(): AsyncGenerator<ConnectionStep, void, undefined> {
    const reached = yield* this.testAddresses();
    if (reached === null) return;
    const tls = await this.timed('tls', addressText(reached), () => this.testTls(reached));
    yield tls;
    if (tls.status === 'failed') return;
    const admin = createKafkaAdmin(this.connection, this.deps);
    try {
      yield* this.testCluster(admin);
    } finally {
      await admin.close();
    }
  }

  private get options() {
    return { deadlineMs: STEP_DEADLINE_MS, signal: this.signal };
  }

  /** DNS and TCP of every bootstrap address: one that fails hides behind one that works. Returns the first that was reached. */
  private async *testAddresses(): AsyncGenerator<ConnectionStep, Address | null, undefined> {
    let reached: Address | null = null;
    for (const text of this.connection.bootstrap) {
      const address = parseAddress(text);
      if (address === null) continue;
      const dns = await this.timed('dns', text, () => testDns(address, this.deps.lookup));
      yield dns;
      const tcp = await this.timed('tcp', text, () =>
        dns.status === 'failed' ? Promise.resolve(REFUSED) : testSocket(address, 'tcp', this.connection, this.deps),
      );
      yield tcp;
      if (tcp.status === 'ok') reached ??= address;
    }
    return reached;
  }

  private testTls(address: Address): Promise<Finding> {
    if (this.connection.tls !== null) return testSocket(address, 'tls', this.connection, this.deps);
    return Promise.resolve({
      status: 'skipped',
      code: 'not_used',
      detail: 'The connection is not encrypted (security.protocol without SSL).',
    });
  }

  private async *testCluster(admin: KafkaAdmin): AsyncGenerator<ConnectionStep, void, undefined> {
    const versions = await this.timed('versions', null, () => this.testVersions(admin));
    // Kafka tells its versions before it asks who we are.
    const refused = versions.code === 'AUTHENTICATION_FAILED';
    yield refused ? { ...versions, status: 'ok', code: 'ok', detail: 'A Kafka broker answers.', advice: null } : versions;
    yield this.saslStep(versions);
    if (versions.status === 'failed') return;
    let topology: Topology | null = null;
    yield await this.timed('topics', null, async () => {
      topology = await admin.topology(this.options);
      return topicsFinding(topology);
    });
    if (topology !== null) yield* this.testRights(admin, topology);
  }

  private async testVersions(admin: KafkaAdmin): Promise<Finding> {
    const { version, mode } = await admin.capabilities(this.options);
    const release = version === null ? 'Kafka of a release Farol does not know' : `Kafka ${version}`;
    return { status: 'ok', code: 'ok', detail: `${release}, ${mode === 'kraft' ? 'KRaft' : 'ZooKeeper'} mode.` };
  }

  private saslStep(versions: ConnectionStep): ConnectionStep {
    const base = { step: 'sasl' as const, target: null, ms: versions.ms };
    const { sasl } = this.connection;
    if (sasl === null)
      return { ...base, status: 'skipped', code: 'not_used', detail: 'No SASL (security.protocol without SASL).', advice: null };
    if (versions.status === 'ok')
      return { ...base, status: 'ok', code: 'ok', detail: `${sasl.mechanism} as ${sasl.username}.`, advice: null };
    if (versions.code !== 'AUTHENTICATION_FAILED') return { ...base, ...REFUSED, advice: null };
    return { ...base, status: 'failed', code: versions.code, detail: versions.detail, advice: adviceFor('sasl', versions.code) };
  }

  private async *testRights(admin: KafkaAdmin, topology: Topology): AsyncGenerator<ConnectionStep, void, undefined> {
    let list: GroupList | null = null;
    const groups = await this.timed('groups', null, async () => {
      list = await admin.listGroups(topology, this.options);
      return groupsFinding(list);
    });
    if (list !== null) yield* brokerSteps(topology, list);
    yield groups;
    const [first] = topology.brokers;
    yield await this.timed('broker_configs', null, async () => {
      const [item] = await admin.describeConfigs('broker', first === undefined ? [] : [String(first.nodeId)], this.options);
      return itemFinding(item, 'Broker configurations can be read.');
    });
    yield await this.timed('log_dirs', null, async () => {
      const { brokers: dirs } = await admin.logDirs(topology, this.options);
      const refused = [...dirs.values()].find((item) => !item.ok);
      return itemFinding(refused ?? [...dirs.values()][0], 'Disk use can be read.');
    });
    yield await this.timed('quorum', null, async () => {
      const { describeQuorum } = await admin.capabilities(this.options);
      if (!describeQuorum.supported)
        return { status: 'skipped', code: 'not_supported', detail: describeQuorum.reason ?? 'Not supported.' };
      return itemFinding(await admin.quorum(this.options), 'The state of the quorum can be read.');
    });
  }

  private async timed(step: ConnectionStepName, target: string | null, work: () => Promise<Finding>): Promise<ConnectionStep> {
    const { clock } = this.deps;
    const startedAt = clock.monotonic();
    const finding = await work().catch((error: unknown) => {
      if (error instanceof KafkaUnavailableError) return faultFinding(error.fault, 'failed');
      throw error;
    });
    return { step, target, ...finding, advice: adviceFor(step, finding.code), ms: clock.monotonic() - startedAt };
  }
}

function topicsFinding(topology: Topology): Finding {
  const { topics, partitionCount, brokers } = topology;
  if (topics.length === 0) {
    return {
      status: 'warning',
      code: 'nothing_visible',
      detail: 'No topic is visible: there is none, or the credential may see none.',
    };
  }
  return {
    status: 'ok',
    code: 'ok',
    detail: `${brokers.length} brokers, ${topics.length} topics, ${partitionCount} partitions visible.`,
  };
}

function groupsFinding(list: GroupList): Finding {
  if (list.groups.length > 0) return { status: 'ok', code: 'ok', detail: `${list.groups.length} groups visible.` };
  const fault = list.brokers.find((broker) => broker.fault !== null)?.fault;
  if (fault) return faultFinding(fault, 'warning');
  return {
    status: 'warning',
    code: 'nothing_visible',
    detail: 'No group is visible: there is none, or the credential may see none.',
  };
}

/** Whether each broker was reached at the address it advertises; the group listing has just asked all of them. */
function* brokerSteps(topology: Topology, list: GroupList): Generator<ConnectionStep, void, undefined> {
  for (const { nodeId, host, port } of topology.brokers) {
    const outcome = list.brokers.find((broker) => broker.nodeId === nodeId);
    const fault = outcome?.fault ?? null;
    const answered = fault === null || fault.kafkaCode !== null;
    const at = addressText({ host, port });
    const finding: Finding = answered
      ? { status: 'ok', code: 'ok', detail: `Broker ${nodeId} answers at ${at}.` }
      : { status: 'failed', code: fault.code, detail: fault.message };
    yield {
      step: 'broker',
      target: String(nodeId),
      ...finding,
      advice: adviceFor('broker', finding.code),
      ms: outcome?.roundTripMs ?? null,
    };
  }
}

/**
 * Tries a connection step by step and tells what each found: names, TCP, TLS, versions, SASL, topics, every broker at its advertised address, groups, rights.
 * Ends after the first step that makes the following ones pointless. Throws only on bugs and on an unusable `connection` (AppError `invalid`).
 */
export function testConnection(
  connection: KafkaConnection,
  deps: KafkaAdminDeps,
  options: { signal?: AbortSignal } = {},
): AsyncGenerator<ConnectionStep, void, undefined> {
  return new ConnectionTest(connection, deps, options.signal).run();
}
