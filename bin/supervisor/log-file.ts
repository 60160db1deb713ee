import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log keeps at most twice this much on disk: the file being written and the one before. */
const FILE_BYTES_MAX = 20_000_000;

/** A log file that is put aside as `….1` when it has grown too big. */
export class LogFile {
  readonly path: string;
  private bytes: number;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Adds one line. A full disk must not end the supervisor: the line is then lost here, warnings still reach the terminal. */
  write(line: string): void {
    try {
      if (this.bytes > FILE_BYTES_MAX) {
        renameSync(this.path, `${this.path}.1`);
        this.bytes = 0;
      }
      appendFileSync(this.path, `${line}\n`, { mode: 0o600 });
      this.bytes += line.length + 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}
