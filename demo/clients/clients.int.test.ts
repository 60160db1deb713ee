import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCluster, type LabCluster } from '#demo/kafka/index.ts';
import { ensureJars } from '#demo/kafka/jar-cache.ts';

const run = promisify(execFile);
const DOCS = join(import.meta.dirname, '../../docs/clients');
const TIMEOUT_MS = 180_000;

/** Whether a tool chain is present, by its version command. */
async function has(command: string, ...args: string[]): Promise<boolean> {
  try {
    await run(command, args);
    return true;
  } catch {
    return false;
  }
}

const present = {
  python: await has('python3', '-m', 'venv', '--help'),
  java: await has('java', '-version'),
  go: await has('go', 'version'),
};

let cluster: LabCluster;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'farol-clients-'));
  cluster = await startCluster({ brokers: 1 });
  const created = await cluster.tool('kafka-topics', [
    '--create',
    '--topic',
    'meu_topico',
    '--partitions',
    '3',
    '--replication-factor',
    '1',
  ]);
  expect(created.stderr).toBe('');
}, TIMEOUT_MS);

afterAll(async () => {
  await cluster?.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** Runs one producer, then one consumer that reads all records so far, and checks what both say. */
async function produceAndConsume(command: string, producer: string[], consumer: string[], cwd: string): Promise<void> {
  const options = { cwd, timeout: TIMEOUT_MS };
  const sent = await run(command, [...producer, cluster.bootstrap], options);
  expect(sent.stdout).toMatch(/Mensagem entregue ao tópico meu_topico \[\d\]/);
  const read = await run(command, [...consumer, cluster.bootstrap, '1'], options);
  expect(read.stdout).toMatch(/meu_topico \[\d\] 0: minha mensagem/);
}

describe('the smallest clients of the documentation produce and consume', () => {
  test('Node.js (kafkajs)', { timeout: TIMEOUT_MS }, async () => {
    await produceAndConsume(process.execPath, ['node/producer.mjs'], ['node/consumer.mjs'], DOCS);
  });

  test.runIf(present.python)('Python (confluent-kafka)', { timeout: TIMEOUT_MS }, async () => {
    const venv = join(scratch, 'venv');
    await run('python3', ['-m', 'venv', venv]);
    const python = join(venv, 'bin/python');
    await run(python, ['-m', 'pip', 'install', '-q', '-r', 'python/requirements.txt'], { cwd: DOCS, timeout: TIMEOUT_MS });
    await produceAndConsume(python, ['python/producer.py'], ['python/consumer.py'], DOCS);
  });

  test.runIf(present.java)('Java (kafka-clients)', { timeout: TIMEOUT_MS }, async () => {
    const jars = join(await ensureJars('4.3.1', () => {}), '*');
    await produceAndConsume('java', ['-cp', jars, 'java/Producer.java'], ['-cp', jars, 'java/Consumer.java'], DOCS);
  });

  test.runIf(present.go)('Go (franz-go)', { timeout: TIMEOUT_MS }, async () => {
    await run('go', ['build', '-o', scratch, './producer', './consumer'], { cwd: join(DOCS, 'go'), timeout: TIMEOUT_MS });
    const options = { timeout: TIMEOUT_MS };
    const sent = await run(join(scratch, 'producer'), [cluster.bootstrap], options);
    expect(sent.stdout).toMatch(/Mensagem entregue ao tópico meu_topico/);
    const read = await run(join(scratch, 'consumer'), [cluster.bootstrap, '1'], options);
    expect(read.stdout).toMatch(/meu_topico \[\d\] 0: minha mensagem/);
  });

  test('the same key lands on the same partition from every language', async () => {
    const ends = await cluster.tool('kafka-get-offsets', ['--topic', 'meu_topico']);
    const holding = ends.stdout
      .trim()
      .split('\n')
      .filter((line) => !line.endsWith(':0'));
    expect(holding).toHaveLength(1);
  });
});
