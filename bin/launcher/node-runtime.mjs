import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LaunchError, explainNpmFailure, explainSystemError } from './failure.mjs';
import { runNpm } from './npm.mjs';
import { formatBytes, runStage } from './stage.mjs';

/** @typedef {{ name: string, version: string, integrity: string }} NodePin */
/** @typedef {{ minimum: string, packages: Record<string, NodePin> }} NodePins */

/** @type {NodePins} */
const pins = JSON.parse(readFileSync(new URL('./node-pins.json', import.meta.url), 'utf8'));

/** Whether version `have` (`24.3.0`) is at least `need`. @param {string} have @param {string} need */
export function isAtLeast(have, need) {
  const a = have.split('.').map(Number);
  const b = need.split('.').map(Number);
  for (let i = 0; i < 3; i += 1) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) > (b[i] ?? 0);
  return true;
}

/** The folder shared by all checkouts of this person: `FAROL_CACHE_DIR`, or `~/.cache/farol`.
 * @param {Readonly<Record<string, string | undefined>>} env */
export function cacheDir(env) {
  return env.FAROL_CACHE_DIR || join(homedir(), '.cache', 'farol');
}

/** Path of a Node that can run Farol: this process's own when new enough, else the pinned one from the cache, fetched once.
 * @returns {Promise<string>} */
export async function findNode() {
  if (isAtLeast(process.versions.node, pins.minimum)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const pin = pins.packages[platform];
  if (pin === undefined) {
    throw new LaunchError(
      `Farol needs Node.js ${pins.minimum} or newer; this is ${process.versions.node}, and none is published for ${platform} that could be fetched. Install Node.js 24 and start again.`,
    );
  }
  const folder = join(cacheDir(process.env), 'node', `${pin.version}-${platform}`);
  const node = join(folder, 'package', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  await runStage('node', `fetching Node.js ${pin.version} (this machine's is ${process.versions.node})`, async () => {
    const bytes = await fetchNode(pin, folder);
    return { detail: `Node.js ${pin.version} fetched, ${formatBytes(bytes)}`, value: null };
  });
  return node;
}

/** Fetches, checks and unpacks a pinned Node. The folder appears complete or not at all. Returns the bytes fetched.
 * @param {NodePin} pin @param {string} folder */
async function fetchNode(pin, folder) {
  const draft = `${folder}.${process.pid}`;
  const what = `Node.js ${pin.version}`;
  try {
    mkdirSync(draft, { recursive: true });
    const { ok, stdout, output } = await runNpm(
      ['pack', `${pin.name}@${pin.version}`, '--pack-destination', draft, '--prefer-offline', '--json'],
      draft,
    );
    if (!ok) throw explainNpmFailure(what, output);
    const archive = join(draft, `${pin.name}-${pin.version}.tgz`);
    if (!existsSync(archive))
      throw new LaunchError(`npm pack wrote no ${pin.name}-${pin.version}.tgz: ${stdout.trim().slice(0, 200)}`);
    const content = readFileSync(archive);
    if (!hasIntegrity(content, pin.integrity)) {
      throw new LaunchError(
        `Checksum mismatch: ${pin.name}@${pin.version} from the npm registry is not the one Farol pins. Nothing was unpacked. Try another network; if it stays, do not use that registry.`,
      );
    }
    const tar = spawnSync('tar', ['-xzf', archive, '-C', draft, 'package/bin', 'package/LICENSE'], { encoding: 'utf8' });
    if (tar.error !== undefined)
      throw new LaunchError(`Cannot unpack Node.js: no tar command (${tar.error.message}). Install tar, or Node.js 24.`);
    if (tar.status !== 0)
      throw /No space left/i.test(tar.stderr)
        ? Object.assign(new Error(tar.stderr), { code: 'ENOSPC' })
        : new LaunchError(`Cannot unpack Node.js: ${tar.stderr.trim()}`);
    rmSync(archive);
    try {
      renameSync(draft, folder);
    } catch (error) {
      // Another start was quicker: its folder is as good.
      if (!existsSync(folder)) throw error;
    }
    return content.length;
  } catch (error) {
    throw explainSystemError(error, what);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whether `content` has a Subresource-Integrity value as npm writes it (`sha512-…`). @param {Buffer} content @param {string} integrity */
export function hasIntegrity(content, integrity) {
  const [algorithm = '', expected] = integrity.split('-', 2);
  return createHash(algorithm).update(content).digest('base64') === expected;
}
