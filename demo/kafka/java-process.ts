import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { AppError } from '#lib/core/errors.ts';

/** How to start one Java program. */
export interface JavaCommand {
  java: string;
  args: readonly string[];
  cwd: string;
  /** Takes standard output and error, appended. */
  logFile: string;
}

/** One running Java program. */
export class JavaProcess {
  readonly pid: number;
  /** Resolves when the process is gone, with its exit code (null after a signal). Never rejects. */
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;
  private readonly logFile: string;
  private paused = false;

  private constructor(child: ChildProcess, pid: number, logFile: string) {
    this.child = child;
    this.pid = pid;
    this.logFile = logFile;
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  }

  /** Starts the program in a session of its own, so that Ctrl-C in a terminal does not reach it directly. */
  static async start(command: JavaCommand): Promise<JavaProcess> {
    const log = openSync(command.logFile, 'a');
    try {
      const child = spawn(command.java, command.args, { cwd: command.cwd, stdio: ['ignore', log, log], detached: true });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', (cause) => reject(new AppError('unavailable', `Could not start ${command.java}.`, { cause })));
      });
      if (child.pid === undefined) throw new AppError('internal', `${command.java} started without a process id.`);
      return new JavaProcess(child, child.pid, command.logFile);
    } finally {
      closeSync(log);
    }
  }

  /** Whether the process still exists (a paused one does). */
  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Asks it to end (SIGTERM) and waits; after `graceMs` it is killed. A paused process cannot hear and is killed at once. */
  async terminate(graceMs: number): Promise<void> {
    if (!this.isAlive) return;
    if (this.paused) return this.kill();
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** Ends it as a power cut would (SIGKILL) and waits until it is gone. */
  async kill(): Promise<void> {
    if (!this.isAlive) return;
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Freezes it (SIGSTOP): its connections stay open and nobody answers. */
  pause(): void {
    this.child.kill('SIGSTOP');
    this.paused = true;
  }

  /** Lets a frozen process go on (SIGCONT). */
  resume(): void {
    this.child.kill('SIGCONT');
    this.paused = false;
  }

  /** The last lines of its log, for an error message. */
  async logTail(lines = 12): Promise<string> {
    const text = await readFile(this.logFile, 'utf8');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  }
}
