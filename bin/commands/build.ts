import { commandOptions } from '../command-options.ts';
import { prepareWeb } from '../prepare/index.ts';
import { ROOT } from '../root.ts';

const HELP = `Usage: farol build

Prepares everything that farol start needs (database client, pages and routes) and stops. What has not changed is skipped.
`;

/** Runs `farol build`. */
export async function run(args: string[]): Promise<number> {
  if (commandOptions(args, {}, HELP) === null) return 0;
  await prepareWeb(ROOT);
  return 0;
}
