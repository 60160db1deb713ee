import { errorMessage } from '#lib/core/errors.ts';
import { stopPlan, type ServiceName } from './stop-order.ts';

/** A running part, as the one who stops it sees it. */
export interface Stoppable {
  /** Ends in order; the part kills itself after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Ends at once. */
  kill(): void;
}

/** All running parts of one Farol, and how they end. */
export class Services {
  private readonly running = new Map<ServiceName, Stoppable>();
  private readonly print: (text: string) => void;
  private stopping: Promise<void> | null = null;

  constructor(print: (text: string) => void) {
    this.print = print;
  }

  get isStopping(): boolean {
    return this.stopping !== null;
  }

  /** Tells the person at the terminal. */
  say(text: string): void {
    this.print(`farol: ${text}`);
  }

  /** Adds a part. One that comes while everything stops is ended at once. */
  add(name: ServiceName, service: Stoppable): void {
    this.running.set(name, service);
    if (this.stopping !== null) service.kill();
  }

  /** Stops everything, outside in. A part that fails to stop does not keep the others running. Safe to call twice. */
  stopAll(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  /** Ends everything at once. */
  killAll(): void {
    for (const service of this.running.values()) service.kill();
  }

  private async stopInOrder(): Promise<void> {
    for (const { services, graceMs } of stopPlan(new Set(this.running.keys()))) {
      await Promise.all(
        services.map(async (name) => {
          try {
            await this.running.get(name)?.stop(graceMs);
          } catch (error) {
            this.say(`${name} did not stop in order: ${errorMessage(error)}`);
            this.running.get(name)?.kill();
          }
          this.running.delete(name);
        }),
      );
    }
  }
}
