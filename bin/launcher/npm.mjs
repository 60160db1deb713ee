import { spawn } from 'node:child_process';

/** How to call npm: the one that started us when there is one, else the one on PATH.
 * @param {Readonly<Record<string, string | undefined>>} env @returns {[string, ...string[]]} */
export function npmCommand(env) {
  const path = env.npm_execpath;
  if (path !== undefined && /[\\/]npm-cli\.js$/.test(path)) return [process.execPath, path];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** Runs npm and returns how it ended with everything it printed. Throws only when npm cannot be started.
 * @param {string[]} args @param {string} cwd
 * @returns {Promise<{ ok: boolean, stdout: string, output: string }>} */
export function runNpm(args, cwd) {
  const [command, ...before] = npmCommand(process.env);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: npmEnvironment(process.env),
    });
    let stdout = '';
    let output = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, stdout, output }));
  });
}

/** npm inside npm must not take the outer command's settings (`npm_config_…` of `npm start --x`), only the person's own files.
 * Proxy and registry given by environment stay. NODE_ENV=production would leave out what the build needs.
 * @param {NodeJS.ProcessEnv} env */
function npmEnvironment(env) {
  const { NODE_ENV: _, ...rest } = env;
  return rest;
}
