#!/usr/bin/env node
// The first step of every command. Plain JavaScript without dependencies, so that it runs on any Node from 20 on, in a fresh clone:
// finds or fetches Node 24, installs what package-lock.json asks for, then hands over to farol.ts.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './launcher/dependencies.mjs';
import { LaunchError } from './launcher/failure.mjs';
import { findNode } from './launcher/node-runtime.mjs';
import { endWithParent, onStopWish, watchParent } from './launcher/signals.mjs';
import { usage } from './launcher/usage.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 20;

try {
  process.exitCode = await launch(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  process.stderr.write(`farol: ${error.message}\n`);
  process.exitCode = error.exitCode;
}

/** @param {string[]} args @returns {Promise<number>} exit code */
async function launch(args) {
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h' || args[0] === 'help') {
    (args.length === 0 ? process.stderr : process.stdout).write(usage());
    return args.length === 0 ? 2 : 0;
  }
  if (args[0] === '--version' || args[0] === '-v') {
    process.stdout.write(`${JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version}\n`);
    return 0;
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new LaunchError(
      `Farol's launcher needs Node.js ${OLDEST_NODE} or newer to fetch the one it runs on; this is ${process.versions.node}.`,
    );
  }
  endWithParent();
  const node = await findNode();
  await ensureDependencies(root);
  if (node === process.execPath) {
    const unwatch = watchParent(() => process.kill(process.pid, 'SIGTERM'));
    const { main } = await import('./farol.ts');
    return await main(args).finally(unwatch);
  }
  return await handOver(node, args);
}

/** Runs farol.ts under another Node and ends as it ends. Its IPC channel closes when this process dies, which tells it to stop.
 * @param {string} node @param {string[]} args @returns {Promise<number>} */
function handOver(node, args) {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('./farol.ts', import.meta.url));
    const child = spawn(node, [script, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    const forget = onStopWish((signal) => child.kill(signal));
    const unwatch = watchParent(() => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      forget();
      unwatch();
      if (signal === null) resolve(code ?? 1);
      else process.kill(process.pid, signal);
    });
  });
}
