import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError, explainNpmFailure, explainSystemError } from './failure.mjs';
import { runNpm } from './npm.mjs';
import { folderBytes, formatBytes, runStage } from './stage.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean, extraneous?: boolean }} LockedPackage */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

/** Whether what is installed is what the lock file asks for. Optional packages may be missing (other platforms); what is there must match.
 * @param {LockedPackages} wanted `packages` of package-lock.json
 * @param {LockedPackages} installed `packages` of the lock file that npm keeps inside node_modules */
export function isInstalled(wanted, installed) {
  for (const [path, want] of Object.entries(wanted)) {
    // Nothing needs an extraneous one: npm notes it and does not install it.
    if (path === '' || want.link === true || want.extraneous === true) continue;
    const have = installed[path];
    if (have === undefined) {
      if (want.optional === true || want.devOptional === true) continue;
      return false;
    }
    if (have.version !== want.version || have.integrity !== want.integrity) return false;
  }
  return true;
}

/** @param {string} path @returns {LockedPackages} */
function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** Installs the packages of package-lock.json unless they already stand in node_modules. @param {string} root the checkout */
export async function ensureDependencies(root) {
  const lockPath = join(root, 'package-lock.json');
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  const wanted = readLock(lockPath);
  if (existsSync(installedPath) && isInstalled(wanted, readLock(installedPath))) return;
  await runStage('dependencies', `installing ${Object.keys(wanted).length - 1} packages`, async () => {
    try {
      // Not `npm ci`: it refuses a lock file without the native packages of platforms that a registry does not carry. The versions and
      // checksums of the lock file hold all the same, and --no-save leaves it as it is.
      const options = ['--no-save', '--include=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
      const { ok, output } = await runNpm(['install', ...options], root);
      if (!ok) throw explainNpmFailure("Farol's packages", output);
      if (!existsSync(installedPath))
        throw new LaunchError('npm install ended well but installed nothing. Run it by hand to see why.');
    } catch (error) {
      throw explainSystemError(error, "Farol's packages");
    }
    const count = Object.keys(readLock(installedPath)).length;
    return { detail: `${count} packages, ${formatBytes(folderBytes(join(root, 'node_modules')))} on disk`, value: null };
  });
}
