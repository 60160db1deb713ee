import { randomBytes } from 'node:crypto';
import { access, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#lib/core/errors.ts';
import { dataFolder, type ClusterPlan, type LabUser } from './cluster-plan.ts';
import { failureLine, runJava } from './java-run.ts';

const FORMAT_TIMEOUT_MS = 60_000;

/** Formats the data folders of a KRaft cluster that are still empty, with the SCRAM users in the first metadata records.
 *  Kafka's StorageTool runs once, for the first node; the others get a copy with their own ids, which is what it would have written. */
export async function formatStorage(
  plan: ClusterPlan,
  java: { java: string; args: readonly string[] },
  signal?: AbortSignal,
): Promise<void> {
  const [first, ...others] = plan.brokers;
  if (first === undefined || (await isFormatted(dataFolder(first)))) return;
  const users = plan.options.security.startsWith('sasl') ? plan.users.flatMap(scramArguments) : [];
  const config = join(first.directory, 'server.properties');
  const result = await runJava({
    java: java.java,
    args: [...java.args, 'kafka.tools.StorageTool', 'format', '--cluster-id', newKafkaId(), '--config', config, ...users],
    timeoutMs: FORMAT_TIMEOUT_MS,
    ...(signal ? { signal } : {}),
  });
  if (result.code !== 0) throw new AppError('internal', `Kafka's StorageTool failed: ${failureLine(result)}`);
  const meta = await readFile(join(dataFolder(first), META_FILE), 'utf8');
  for (const broker of others) {
    await cp(dataFolder(first), dataFolder(broker), { recursive: true });
    await writeFile(join(dataFolder(broker), META_FILE), metaFor(meta, broker.nodeId, newKafkaId()));
  }
}

/** The `meta.properties` of another node of the same cluster. */
export function metaFor(meta: string, nodeId: number, directoryId: string): string {
  return meta.replace(/^node\.id=.*$/m, `node.id=${nodeId}`).replace(/^directory\.id=.*$/m, `directory.id=${directoryId}`);
}

/** The cluster id that a formatted (or, in ZooKeeper mode, once started) data folder carries; null when it has none. */
export async function readClusterId(data: string): Promise<string | null> {
  return /^cluster\.id=(.+)$/m.exec(await readFile(join(data, META_FILE), 'utf8'))?.[1] ?? null;
}

/** The credentials of one user as `kafka-configs` and StorageTool take them. */
export function scramCredentials(user: LabUser): { mechanism: string; password: string }[] {
  if (user.password === null) return [];
  const { password } = user;
  return ['SCRAM-SHA-512', 'SCRAM-SHA-256'].map((mechanism) => ({ mechanism, password }));
}

const META_FILE = 'meta.properties';

function scramArguments(user: LabUser): string[] {
  return scramCredentials(user).flatMap(({ mechanism, password }) => [
    '--add-scram',
    `${mechanism}=[name=${user.name},password=${password}]`,
  ]);
}

/** A random id in Kafka's form: 16 bytes as base64url, not beginning with a dash, which a command line would take for an option. */
function newKafkaId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newKafkaId() : id;
}

async function isFormatted(data: string): Promise<boolean> {
  try {
    await access(join(data, META_FILE));
    return true;
  } catch {
    return false;
  }
}
