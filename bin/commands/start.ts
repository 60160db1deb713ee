import { runCommand } from '../supervisor/run-command.ts';

const HELP = `Usage: farol start

Starts Farol: PostgreSQL (its own in .farol/, or the one of DATABASE_URL), migrations, the web server on PORT (3000) and the sampler.
Prepares what is missing at the first time. Ctrl-C stops everything; a second one kills.

The main settings: PORT, HOSTNAME, DATABASE_URL, KAFKA_BROKERS, FAROL_CONFIG, APP_SECRET. README.md has them all.
`;

/** Runs `farol start`. */
export function run(args: string[]): Promise<number> {
  return runCommand('start', args, HELP);
}
