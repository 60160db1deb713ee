import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { ensureTrust, issue } from './certificates.ts';
import type { BrokerPlan, ClusterPlan, LabUser, Trust } from './cluster-plan.ts';
import { PortAllocator } from './free-ports.ts';
import { ADMIN_USER, type ResolvedOptions } from './options.ts';

/** What a kept data folder must agree on with the options of the next start. */
interface KeptFacts {
  version: string;
  mode: string;
  brokers: number;
  security: string;
  passwords: Record<string, string>;
}

/** Decides ports, users and certificates of a cluster in `directory`, continuing what a kept folder already has. */
export async function planCluster(options: ResolvedOptions, directory: string): Promise<ClusterPlan> {
  const kept = await readKept(directory);
  if (kept !== null) assertSameCluster(kept, options, directory);
  const ports = new PortAllocator();
  const brokers: BrokerPlan[] = [];
  for (let index = 0; index < options.brokers; index += 1) brokers.push(await planBroker(options, directory, index, ports));
  const trust = options.security === 'plaintext' ? null : await ensureTrust(join(directory, 'certificates'));
  const users = await planUsers(options, directory, trust, kept?.passwords ?? {});
  const plan = {
    options,
    directory,
    brokers,
    zookeeperPort: options.mode === 'zookeeper' ? await ports.next() : null,
    zookeeperAdminPort: options.mode === 'zookeeper' && options.facts.zookeeperAdmin ? await ports.next() : null,
    users,
    trust,
  };
  if (kept !== null) assertSameUsers(kept, users, directory);
  await writeKept(plan);
  return plan;
}

async function planBroker(options: ResolvedOptions, directory: string, index: number, ports: PortAllocator): Promise<BrokerPlan> {
  const nodeId = index + 1;
  const client =
    options.firstPort === null ? await ports.next() : await ports.exactly(options.firstPort + index, `broker ${nodeId}`);
  return {
    nodeId,
    rack: options.racks ? `r${nodeId}` : null,
    directory: join(directory, `broker-${nodeId}`),
    ports: {
      client,
      internal: options.security === 'plaintext' ? null : await ports.next(),
      controller: options.mode === 'kraft' ? await ports.next() : null,
      jolokia: options.jolokia ? await jolokiaPort(options, index, ports) : null,
      exporter: options.exporter.length === 0 ? null : await ports.next(),
      proxied: options.faultProxy ? await ports.next() : null,
      proxy: options.faultProxy ? await ports.next() : null,
    },
  };
}

function jolokiaPort(options: ResolvedOptions, index: number, ports: PortAllocator): Promise<number> {
  const { firstJolokiaPort } = options;
  return firstJolokiaPort === null ? ports.next() : ports.exactly(firstJolokiaPort + index, `Jolokia of broker ${index + 1}`);
}

async function planUsers(
  options: ResolvedOptions,
  directory: string,
  trust: Trust | null,
  kept: Readonly<Record<string, string>>,
): Promise<LabUser[]> {
  if (trust === null) return [];
  const wanted = options.users.some((user) => user.name === ADMIN_USER)
    ? options.users
    : [{ name: ADMIN_USER, password: undefined }, ...options.users];
  const users: LabUser[] = [];
  for (const { name, password } of wanted) {
    if (options.security === 'mtls')
      users.push({ name, password: null, ...(await issue(join(directory, 'certificates'), name)) });
    else users.push({ name, password: password ?? kept[name] ?? randomBytes(12).toString('hex'), certificate: null, key: null });
  }
  return users;
}

const KEPT_FILE = 'lab.json';

async function readKept(directory: string): Promise<KeptFacts | null> {
  try {
    return JSON.parse(await readFile(join(directory, KEPT_FILE), 'utf8')) as KeptFacts;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new AppError('precondition', `${join(directory, KEPT_FILE)} cannot be read. Remove the folder to begin anew.`, {
      cause: error,
    });
  }
}

async function writeKept(plan: ClusterPlan): Promise<void> {
  const { version, mode, brokers, security } = plan.options;
  const passwords = Object.fromEntries(
    plan.users.flatMap((user) => (user.password === null ? [] : [[user.name, user.password]])),
  );
  const facts: KeptFacts = { version, mode, brokers, security, passwords };
  await writeFile(join(plan.directory, KEPT_FILE), JSON.stringify(facts, null, 2), { mode: 0o600 });
}

function assertSameCluster(kept: KeptFacts, options: ResolvedOptions, directory: string): void {
  for (const key of ['version', 'mode', 'brokers', 'security'] as const) {
    if (kept[key] === options[key]) continue;
    throw new AppError(
      'conflict',
      `The data in ${directory} belong to a cluster with ${key} ${kept[key]}, not ${options[key]}. Use another folder or remove this one.`,
    );
  }
}

/** Credentials are written once, into the cluster's own metadata: a later start cannot change them by its options. */
function assertSameUsers(kept: KeptFacts, users: readonly LabUser[], directory: string): void {
  const stranger = users.find((user) => user.password !== null && kept.passwords[user.name] !== user.password);
  if (stranger === undefined) return;
  throw new AppError(
    'conflict',
    `The cluster in ${directory} was made without the user ${stranger.name} or with another password. Use another folder or remove this one.`,
  );
}
