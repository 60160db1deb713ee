import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 15_000;
const SETUP_LINK = /https?:\/\/\S+\/setup#\S+/;

/** A running Farol. */
export interface RunningFarol {
  url: string;
  setupLink: string;
  stop(): Promise<void>;
}

/** Runs `farol start` as a person does, on a free port with an empty data folder, and waits for the link it prints. */
export async function runFarol(options: { dataDir: string; kafkaBrokers: string }): Promise<RunningFarol> {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve('bin/farol.mjs'), 'start'], {
    env: farolEnvironment(port, options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  };
  try {
    const setupLink = await readSetupLink(child.stdout, child.stderr, ended);
    return { url: `http://localhost:${port}`, setupLink, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** This process's environment without what would make Farol another one: a database, an address, a mode. */
function farolEnvironment(port: number, options: { dataDir: string; kafkaBrokers: string }): NodeJS.ProcessEnv {
  const outer: Record<string, string | undefined> = { ...process.env };
  for (const name of ['NODE_ENV', 'DATABASE_URL', 'PUBLIC_URL', 'FAROL_CONFIG', 'FAROL_MODE', 'KAFKA_BOOTSTRAP_SERVERS'])
    delete outer[name];
  const own = { PORT: String(port), HOSTNAME: '127.0.0.1', FAROL_DATA_DIR: options.dataDir, KAFKA_BROKERS: options.kafkaBrokers };
  return { ...outer, ...own } as unknown as NodeJS.ProcessEnv;
}

function readSetupLink(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  let said = '';
  return new Promise((resolvePromise, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Farol is not ready after ${READY_TIMEOUT_MS / 1000} s. It said:\n${said}`)),
      READY_TIMEOUT_MS,
    );
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const link = SETUP_LINK.exec(said)?.[0];
      if (link === undefined) return;
      clearTimeout(timer);
      resolvePromise(link);
    };
    stdout.on('data', listen);
    stderr.on('data', listen);
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`Farol ended before it was ready. It said:\n${said}`));
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
