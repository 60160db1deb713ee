import { spawn } from 'node:child_process';

/** How a tool ended and all that it printed, both streams in order. */
export interface ToolResult {
  ok: boolean;
  output: string;
}

/** Runs a program of this checkout to its end, quietly. Throws only when it cannot be started. */
export function runToolQuietly(
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; command?: string },
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.command ?? process.execPath, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** The end of a tool's output, for an error message. */
export function lastLines(output: string, count = 12): string {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
