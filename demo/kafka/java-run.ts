import { spawn } from 'node:child_process';

/** What a command said and how it ended. */
export interface CommandResult {
  stdout: string;
  stderr: string;
  /** Exit code; null when a signal or the time limit ended it. */
  code: number | null;
}

/** Runs a Java program to its end. Resolves whatever its exit code; rejects only when it cannot be started or `signal` aborts. */
export function runJava(options: {
  java: string;
  args: readonly string[];
  input?: string;
  timeoutMs: number;
  signal?: AbortSignal;
  onStarted?: (pid: number) => void;
}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.java, options.args, {
      stdio: 'pipe',
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      ...(options.signal ? { signal: options.signal } : {}),
    });
    if (child.pid !== undefined) options.onStarted?.(child.pid);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8'), code }),
    );
    child.stdin.on('error', () => {}); // A program that ends without reading its input is not a fault of the lab's.
    child.stdin.end(options.input ?? '');
  });
}

/** What went wrong, out of a failed program's words: its first line that names an error, else its last lines. */
export function failureLine(result: Pick<CommandResult, 'stdout' | 'stderr'>): string {
  const lines = `${result.stderr}\n${result.stdout}`.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /Exception|Error|ERROR/.test(line))?.trim() ?? lines.slice(-3).join(' ');
}
