import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#lib/core/errors.ts';

const run = promisify(execFile);

const LOWEST_JAVA = 17;

/** Major version in the first line of `java -version` ("17.0.15", "1.8.0_402", "25"); null when it is not there. */
export function javaMajor(output: string): number | null {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** Path of a `java` that can run Kafka: JAVA_HOME's, else the one on PATH. Throws `precondition` in one line when there is none. */
export async function findJava(env: Readonly<Record<string, string | undefined>> = process.env): Promise<string> {
  const java = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const need = `The Kafka lab needs a JDK, version ${LOWEST_JAVA} or newer`;
  let output: string;
  try {
    output = (await run(java, ['-version'], { env: { ...process.env, ...env } })).stderr;
  } catch (error) {
    const where = env['JAVA_HOME'] ? 'JAVA_HOME names a folder without a working bin/java' : 'there is no java on the PATH';
    throw new AppError('precondition', `${need}: ${where}. Install one (e.g. the package openjdk-17-jdk-headless).`, {
      cause: error,
    });
  }
  const major = javaMajor(output);
  if (major === null || major < LOWEST_JAVA) {
    throw new AppError(
      'precondition',
      `${need}: the one found is ${major ?? 'of unknown version'}. Install one, or set JAVA_HOME.`,
    );
  }
  return java;
}
