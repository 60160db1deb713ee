import { AppError } from '#lib/core/errors.ts';
import { findJava } from '#demo/kafka/java.ts';
import { commandOptions } from '../command-options.ts';
import { onStopWish } from '../launcher/signals.mjs';
import { prepareCode, prepareSampler, prepareWeb } from '../prepare/index.ts';
import { ROOT } from '../root.ts';
import { Services } from './services.ts';
import { readSettings, type RunMode } from './settings.ts';

/** Exit code after a second Ctrl-C: 128 + SIGINT, as shells have it. */
const EXIT_KILLED = 130;

/** Prepares what is missing, runs Farol until it is asked to stop, and ends the process: 0 after an orderly stop. */
export async function runCommand(mode: RunMode, args: string[], help: string): Promise<number> {
  if (commandOptions(args, {}, help) === null) return 0;
  process.chdir(ROOT);
  const settings = readSettings(mode);
  if (mode === 'demo') await findJava();

  const services = new Services((text) => process.stderr.write(`${text}\n`));
  const stop = new AbortController();
  onStopWish((signal, before) => {
    if (before === 0) {
      services.say(`stopping (${signal}); once more to stop at once`);
      stop.abort(new AppError('unavailable', 'The start was interrupted.'));
      return;
    }
    services.killAll();
    process.exit(EXIT_KILLED);
  });

  process.stderr.write(`Farol: preparing\n`);
  await (mode === 'dev' ? prepareCode(ROOT) : prepareWeb(ROOT));
  await prepareSampler(ROOT);
  if (!stop.signal.aborted) {
    // Loaded late: the database client exists only after the preparation.
    const { runFarol } = await import('./run-farol.ts');
    await runFarol(settings, services, stop.signal);
  }
  services.say('stopped');
  // Clients of Kafka or a slow probe may still hold a timer: everything that counts has ended.
  process.exit(0);
}
