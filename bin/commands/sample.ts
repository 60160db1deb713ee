import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '#lib/core/clock.ts';
import { AppError, errorMessage } from '#lib/core/errors.ts';
import { toJson } from '#lib/core/json.ts';
import { silentLogger } from '#lib/core/logger.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';
import type { PassDocument } from '#lib/sampler/pass-document.ts';
import { passTable } from '#lib/sampler/pass-table.ts';
import { sampleOnce } from '#lib/sampler/sample-once.ts';

const DEADLINE_DEFAULT_S = 10;
const DEADLINE_MAX_S = 600;

const EXIT_DONE = 0;
const EXIT_INCOMPLETE = 3;

/** Problems that mean "not everything could be read", as opposed to "what was read is bad". */
const INCOMPLETE_CODES = [
  'broker_down',
  'broker_silent',
  'topic_unreadable',
  'group_unknown',
  'groups_incomplete',
  'no_quorum_leader',
];

/** The help text of `farol sample`. */
export const help = `Reads one Kafka cluster once and prints what it says: brokers, topics with offsets, groups with lag. No database is used and nothing is changed.

Usage: farol sample --brokers HOST:PORT[,…] [options]

  --brokers HOST:PORT,…  bootstrap servers; may stand in the --config file instead
  --config FILE          Java client.properties with the credentials (security.protocol, sasl.*, ssl.*)
  --json                 one JSON document on stdout: 64-bit values as strings, unknown as null
  --deadline SECONDS     what has not answered by then is unknown; default ${DEADLINE_DEFAULT_S}
  --strict               exit with ${EXIT_INCOMPLETE} when something could not be read
  --help                 this text

Exit codes: 0 the document was printed (its "problems" tell what could not be read), 1 no broker answered or the credential was refused,
2 wrong use, ${EXIT_INCOMPLETE} with --strict: printed, but incomplete. Errors go to stderr.
`;

/** Runs `farol sample`. Throws AppError `invalid` for wrong use and `KafkaUnavailableError` when the cluster gave nothing; else returns the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      brokers: { type: 'string' },
      config: { type: 'string' },
      json: { type: 'boolean', default: false },
      deadline: { type: 'string' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return EXIT_DONE;
  }
  const connection = await readConnection(values.brokers, values.config);
  const document = await sampleOnce(connection, {
    clock: systemClock,
    logger: silentLogger,
    deadlineMs: deadlineSeconds(values.deadline) * 1000,
  });
  await write(values.json ? `${toJson(document)}\n` : passTable(document));
  return values.strict && isIncomplete(document) ? EXIT_INCOMPLETE : EXIT_DONE;
}

async function readConnection(brokers: string | undefined, configFile: string | undefined) {
  if (brokers === undefined && configFile === undefined) {
    throw new AppError(
      'invalid',
      'give --brokers HOST:PORT,… or a --config file that names bootstrap.servers. See farol sample --help.',
    );
  }
  const text = configFile === undefined ? '' : await readProperties(configFile);
  // A later line wins in a properties file, so the option wins over the file.
  const given = brokers === undefined ? '' : `\nbootstrap.servers=${brokers}\n`;
  const { connection, warnings } = parseClientProperties(text + given, { allowFiles: true });
  for (const { name, message } of warnings) process.stderr.write(`farol sample: ${name} ${message}\n`);
  return connection;
}

async function readProperties(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('invalid', `--config: cannot read ${path} (${errorMessage(error)})`, { cause: error });
  }
}

function deadlineSeconds(text: string | undefined): number {
  if (text === undefined) return DEADLINE_DEFAULT_S;
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= DEADLINE_MAX_S)) {
    throw new AppError('invalid', `--deadline: expected seconds between 0 and ${DEADLINE_MAX_S}, not "${text}"`);
  }
  return seconds;
}

function isIncomplete(document: PassDocument): boolean {
  return document.problems.some((problem) => INCOMPLETE_CODES.includes(problem.code));
}

/** Resolves when the text is handed over whole: a pipe takes a large document in pieces. A reader that closed early, like `head`, is no error. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)));
    process.stdout.write(text, () => resolve());
  });
}
