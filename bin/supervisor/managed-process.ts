import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { countFailures, restartDelayMs } from './restart-delay.ts';

/** What a supervised process is and whom to tell about it. */
export interface ManagedProcessOptions {
  name: string;
  /** Arguments of Node: script and its arguments. */
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Each line the process prints. */
  onLine(line: string, stream: 'stdout' | 'stderr'): void;
  onStarted(pid: number): void;
  /** The process ended without being asked to; it starts again after `delayMs`. */
  onCrash(reason: string, delayMs: number): void;
}

/** A child process that is started again with growing delays when it ends by itself. */
export class ManagedProcess {
  private readonly options: ManagedProcessOptions;
  private child: ChildProcess | null = null;
  private failures = 0;
  private stopping = false;
  private restart: NodeJS.Timeout | null = null;
  private lastError = '';

  constructor(options: ManagedProcessOptions) {
    this.options = options;
  }

  /** How often in a row it has ended early. */
  get failureCount(): number {
    return this.failures;
  }

  start(): void {
    const { options } = this;
    const startedAt = performance.now();
    // Its own process group: Ctrl-C in a terminal reaches the supervisor alone, which stops the parts in order.
    // The IPC channel closes when the supervisor dies, however it dies: that ends the child.
    const child = spawn(process.execPath, options.args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.child = child;
    for (const stream of ['stdout', 'stderr'] as const) {
      const source = child[stream];
      if (source === null) continue;
      createInterface({ input: source }).on('line', (line) => {
        if (stream === 'stderr' && line.trim() !== '') this.lastError = line.trim();
        options.onLine(line, stream);
      });
    }
    child.on('spawn', () => child.pid !== undefined && options.onStarted(child.pid));
    child.on('error', (error) => this.ended(startedAt, error.message));
    child.on('exit', (code, signal) => {
      const how = signal === null ? `exit ${code}` : `by ${signal}`;
      this.ended(startedAt, this.lastError === '' ? how : `${how}: ${this.lastError}`);
    });
  }

  /** Asks the process to end, kills it after `graceMs`, and waits until it is gone. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    if (this.restart !== null) clearTimeout(this.restart);
    const { child } = this;
    if (child === null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), graceMs);
    await gone;
    clearTimeout(timer);
  }

  /** Ends the process and what it started, at once. */
  kill(): void {
    this.stopping = true;
    if (this.restart !== null) clearTimeout(this.restart);
    const pid = this.child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private ended(startedAt: number, reason: string): void {
    if (this.child === null) return;
    this.child = null;
    if (this.stopping) return;
    this.failures = countFailures(this.failures, performance.now() - startedAt);
    const delayMs = restartDelayMs(this.failures);
    this.restart = setTimeout(() => this.start(), delayMs);
    this.options.onCrash(reason, delayMs);
    this.lastError = '';
  }
}
