import { errorMessage } from '#lib/core/errors.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#lib/store/embedded/embedded-postgres.ts';
import { countFailures, restartDelayMs } from './restart-delay.ts';

/** The embedded PostgreSQL, started again when it ends by itself. The URL stays the same over restarts. */
export class ManagedPostgres {
  readonly url: string;
  private readonly dataDir: string;
  private readonly say: (text: string) => void;
  private server: EmbeddedPostgres;
  private readonly port: number;
  private startedAt = performance.now();
  private failures = 0;
  private stopping = false;
  private restart: NodeJS.Timeout | null = null;

  private constructor(dataDir: string, server: EmbeddedPostgres, say: (text: string) => void) {
    this.dataDir = dataDir;
    this.server = server;
    this.url = server.url;
    this.port = server.port;
    this.say = say;
    this.watch();
  }

  static async start(dataDir: string, say: (text: string) => void): Promise<ManagedPostgres> {
    return new ManagedPostgres(dataDir, await startEmbeddedPostgres({ dataDir, onProgress: say }), say);
  }

  get pid(): number {
    return this.server.pid;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.restart !== null) clearTimeout(this.restart);
    await this.server.stop();
  }

  /** Ends it at once, without a checkpoint: the next start recovers from its log. */
  kill(): void {
    this.stopping = true;
    try {
      process.kill(this.server.pid, 'SIGQUIT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private watch(): void {
    void this.server.ended.then(({ code }) => {
      if (this.stopping) return;
      this.failures = countFailures(this.failures, performance.now() - this.startedAt);
      this.again(`ended (exit ${code})`);
    });
  }

  private again(reason: string): void {
    const delayMs = restartDelayMs(this.failures);
    this.say(`PostgreSQL ${reason}; it starts again in ${delayMs / 1000} s`);
    this.restart = setTimeout(async () => {
      // The ended server still holds the folder's claim: give it back first.
      await this.server.stop();
      try {
        this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, port: this.port });
        this.startedAt = performance.now();
        if (this.stopping) return void (await this.server.stop());
        this.watch();
      } catch (error) {
        this.failures += 1;
        if (!this.stopping) this.again(`did not start: ${errorMessage(error)}`);
      }
    }, delayMs);
  }
}
