import { describe, expect, it } from 'vitest';
import type { ConnectionTestStep } from '#lib/contracts/clusters.ts';
import type { ConnectionStep } from '#lib/kafka/connection/connection-step.ts';
import type { ClusterRecord } from '#lib/store/clusters.ts';
import type { PassRow } from '#lib/store/snapshot/read-snapshot.ts';
import { readClusterInput } from './read-input.ts';
import { summarizeCluster } from './summarize-cluster.ts';
import { shownSteps } from './test-cluster.ts';

const at = new Date(0);
const cluster: ClusterRecord = {
  id: 'c',
  key: 1,
  name: 'C',
  source: 'app',
  enabled: true,
  bootstrap: ['b:1'],
  security: 'PLAINTEXT',
  version: 1,
  createdAt: at,
  updatedAt: at,
};
const pass: PassRow = {
  startedAtMs: 1_000,
  ageMs: 4_000,
  stepMs: 5_000,
  durationMs: 100,
  requests: 12,
  bytesOut: 0,
  bytesIn: 0,
  brokersAnswered: 1,
  brokersExpected: 1,
  fault: null,
  requestsPerSecond: null,
  bytesPerSecond: null,
  requestsPerSecondMax: null,
  intervalReason: 'size',
};
const zero = { value: '0', known: 1, total: 1 };
const rate = { value: 7, known: 1, total: 1 };
const overview: Parameters<typeof summarizeCluster>[1] = {
  fault: null,
  kafka: { clusterId: null, mode: 'kraft', version: '4.3', controllerId: 1 },
  quorum: null,
  quorumFault: null,
  brokers: [],
  partitions: { total: 10, offline: 1, underReplicated: 3, underMinIsr: 2 },
  topics: 4,
  groups: 2,
  messagesInPerSecond: rate,
  messagesOutPerSecond: rate,
  lag: zero,
  worstGroups: [],
  mostBehind: null,
  disk: { replicaBytes: null, totalBytes: null, usableBytes: null, brokersKnown: 0, brokersTotal: 0 },
  problems: [],
};

describe('summarizeCluster', () => {
  it('tells what a good pass knows', () => {
    expect(summarizeCluster(cluster, overview, pass)).toMatchObject({
      state: 'ok',
      topics: 4,
      partitionsInTrouble: 3,
      messagesInPerSecond: rate,
    });
  });

  it('before the first pass everything is unknown, nothing is zero', () => {
    expect(summarizeCluster(cluster, null, null)).toMatchObject({
      state: 'waiting',
      brokersUp: null,
      topics: null,
      partitionsInTrouble: null,
      messagesInPerSecond: { value: null },
      lag: { value: null },
    });
  });

  it('when nobody could be reached, what an older pass saw is not shown as now', () => {
    const fault = { code: 'BROKER_UNREACHABLE', detail: 'refused' };
    expect(summarizeCluster(cluster, overview, { ...pass, fault })).toMatchObject({
      state: 'unreachable',
      fault,
      topics: null,
      lag: { value: null },
      messagesInPerSecond: { value: null },
    });
  });

  it('says stale after three intervals, and disabled before anything else', () => {
    expect(summarizeCluster(cluster, overview, { ...pass, ageMs: 15_001 }).state).toBe('stale');
    expect(summarizeCluster({ ...cluster, enabled: false }, overview, { ...pass, ageMs: 15_001 }).state).toBe('disabled');
  });
});

describe('readClusterInput', () => {
  it('takes bootstrap servers alone, and lets them win over the properties', () => {
    expect(readClusterInput({ name: 'Ação 1', bootstrap: 'a:1, b:2' })).toMatchObject({
      id: 'acao-1',
      connection: { bootstrap: ['a:1', 'b:2'] },
    });
    const both = readClusterInput({ name: 'x', bootstrap: 'c:3', properties: 'bootstrap.servers=a:1\nclient.id=me' });
    expect(both.connection).toMatchObject({ bootstrap: ['c:3'], clientId: 'me' });
  });

  it('complains under the name of the field that the person filled in', () => {
    const complaint = (input: Parameters<typeof readClusterInput>[0]) => {
      try {
        readClusterInput(input);
        return [];
      } catch (error) {
        return (error as { invalidParams: { name: string }[] }).invalidParams.map(({ name }) => name);
      }
    };
    expect(complaint({ name: '日本', bootstrap: 'a:1' })).toEqual(['name']);
    expect(complaint({ name: 'x' })).toEqual(['bootstrap']);
    expect(complaint({ name: 'x', bootstrap: 'nonsense' })).toEqual(['bootstrap']);
    expect(complaint({ name: 'x', properties: 'bootstrap.servers=a:1\nsecurity.protocol=NONE' })).toEqual([
      'properties.security.protocol',
    ]);
  });
});

describe('shownSteps', () => {
  const step = (name: ConnectionStep['step'], status: ConnectionStep['status'], target: string | null): ConnectionStep => ({
    step: name,
    target,
    status,
    code: status,
    detail: `${name} ${status}`,
    advice: status === 'failed' ? 'do this' : null,
    ms: 5,
  });
  async function* source() {
    yield step('tcp', 'failed', 'a:1');
    yield step('tcp', 'ok', 'b:2');
    yield step('broker', 'failed', '1');
    yield step('groups', 'ok', null);
    yield step('quorum', 'warning', null);
  }

  it('gathers tries: a failure beside a success is a warning that names what failed', async () => {
    const shown = new Map<string, ConnectionTestStep>();
    for await (const one of shownSteps(source(), [])) shown.set(one.step, one);
    expect([...shown].map(([name, { status }]) => [name, status])).toEqual([
      ['parse', 'ok'],
      ['tcp', 'warning'],
      ['brokers', 'failed'],
      ['rights', 'warning'],
    ]);
    expect(shown.get('tcp')).toMatchObject({ detail: 'a:1: tcp failed', advice: 'do this' });
  });
});
