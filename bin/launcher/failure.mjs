/** An expected failure whose message is one clear line for the person at the terminal. */
export class LaunchError extends Error {
  /** @param {string} message @param {1 | 2} exitCode 2 = wrong use or configuration, 1 = anything else */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'LaunchError';
    this.exitCode = exitCode;
  }
}

const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/;

/** Says in one line why a command of npm failed while fetching `what`.
 * @param {string} what @param {string} output what npm printed */
export function explainNpmFailure(what, output) {
  if (/ENOSPC/.test(output)) return diskFull(what);
  if (/EINTEGRITY|sha(1|512) integrity checksum failed/.test(output)) {
    return new LaunchError(
      `Checksum mismatch while fetching ${what}: what the registry sent is not what package-lock.json expects. Clear npm's cache (npm cache clean --force) and start again; if it happens again, do not use that registry.`,
    );
  }
  if (NO_NETWORK.test(output)) {
    return new LaunchError(
      `No network, and ${what} is not cached: the npm registry did not answer. Connect this machine (or set npm's proxy or registry) and start again.`,
    );
  }
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const reason =
    lines.find((line) => line !== '' && !/^(npm warn|code |errno |A complete log)/i.test(line)) ?? 'npm gave no reason';
  return new LaunchError(`Fetching ${what} failed: ${reason}`);
}

/** @param {string} what what was being written */
export function diskFull(what) {
  return new LaunchError(
    `The disk is full: no room for ${what}. Free some space, or set FAROL_CACHE_DIR or FAROL_DATA_DIR to a folder on another disk.`,
  );
}

/** Turns a system error that a person can mend into one line; anything else comes back as it is.
 * @param {unknown} error @param {string} what what was being written */
export function explainSystemError(error, what) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  // Programs we start (PostgreSQL, tar, the bundler) say it in words.
  if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device|ENOSPC/.test(String(error))) return diskFull(what);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new LaunchError(`No right to write ${what}: ${/** @type {Error} */ (error).message}`);
  }
  return error;
}
