import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '#lib/core/errors.ts';
import { versionFolder } from './jar-lock.ts';
import type { KafkaVersion } from './versions.ts';

/** What Maven has fetched so far. Zero when everything came out of its local repository. */
export interface FetchProgress {
  files: number;
  bytes: number;
}

/** With its version, so that the same Maven plugin runs everywhere and no catalogue of plugins is asked. */
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** Bytes in a line such as "Downloaded from central: … (1.2 MB at 3 MB/s)"; null for any other line. */
export function downloadedBytes(line: string): number | null {
  const match = /Downloaded from .*\(([\d.]+) (B|kB|MB|GB)(?: at .*)?\)/.exec(line);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return Math.round(Number(match[1]) * (UNITS[match[2]] ?? 1));
}

/** Lets Maven resolve a version's jars into `target`. Throws one clear line when Maven is missing or cannot fetch them. */
export async function copyJars(
  version: KafkaVersion,
  target: string,
  onProgress: (progress: FetchProgress) => void,
  signal?: AbortSignal,
): Promise<FetchProgress> {
  const progress: FetchProgress = { files: 0, bytes: 0 };
  // -U: a download that failed while the network was away must not be remembered as "not there".
  const args = [
    '-B',
    '-U',
    '-f',
    join(versionFolder(version), 'pom.xml'),
    COPY_GOAL,
    '-DincludeScope=runtime',
    `-DoutputDirectory=${target}`,
  ];
  const child = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'], ...(signal ? { signal } : {}) });
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const bytes = downloadedBytes(line);
    if (bytes !== null) {
      progress.files += 1;
      progress.bytes += bytes;
      onProgress({ ...progress });
    } else if (line.includes('ERROR')) errors.push(line.replace(/\[ERROR\]\s*/, ''));
  });
  child.stderr.resume();
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => reject(signal?.aborted ? (signal.reason as Error) : startError(cause)));
    child.once('close', resolve);
  });
  if (code !== 0) throw new AppError('unavailable', `${explainFailure(version, errors)}`);
  return progress;
}

function startError(cause: NodeJS.ErrnoException): AppError {
  const what = cause.code === 'ENOENT' ? 'there is no mvn on the PATH' : cause.message;
  return new AppError(
    'precondition',
    `The Kafka lab fetches Kafka's jars with Maven 3.8 or newer: ${what}. Install it (e.g. the package maven).`,
    { cause },
  );
}

/** One line from Maven's many: its own first sentence, cut, with what it means most often. */
export function explainFailure(version: KafkaVersion, errors: readonly string[]): string {
  const all = errors.join(' ');
  if (/No space left on device/i.test(all)) return `The disk is full: Maven could not store the jars of Kafka ${version}.`;
  if (
    /Unknown host|Network is unreachable|Connection refused|connect timed out|Temporary failure in name resolution|offline mode/i.test(
      all,
    )
  ) {
    return `The jars of Kafka ${version} are not in the cache and Maven cannot reach its repository: connect to the network (or configure a mirror in Maven's settings.xml) and try again.`;
  }
  return `Maven could not fetch the jars of Kafka ${version}: ${(errors[0] ?? 'no message').slice(0, 400)}`;
}
