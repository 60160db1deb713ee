import { runCommand } from '../supervisor/run-command.ts';

const HELP = `Usage: farol dev

Starts Farol for working on it: as farol start, but pages and routes are compiled when asked for and reload when their source changes.
`;

/** Runs `farol dev`. */
export function run(args: string[]): Promise<number> {
  return runCommand('dev', args, HELP);
}
