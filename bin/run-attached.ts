import { spawn } from 'node:child_process';
import { onStopWish } from './launcher/signals.mjs';

/** Signals that end a program by request: not a failure of its own. */
const EXIT_BY_SIGNAL = 130;

/** How a program is run. */
interface AttachedOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** What it is told when it shall stop; unless given, the signal that came. For a program that ends in order on one signal only. */
  stopSignal?: NodeJS.Signals;
}

/** Runs a program with this terminal's streams and returns its exit code. It hears one signal for one wish to stop, however often the wish arrives. */
export function runAttached(args: readonly string[], options: AttachedOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      // Its own group: the terminal's Ctrl-C comes through us alone.
      detached: true,
    });
    const forget = onStopWish((signal) => child.kill(options.stopSignal ?? signal));
    const onExit = () => child.kill(options.stopSignal ?? 'SIGTERM');
    process.once('exit', onExit);
    child.on('error', reject);
    child.on('exit', (code) => {
      forget();
      process.off('exit', onExit);
      resolve(code ?? EXIT_BY_SIGNAL);
    });
  });
}
