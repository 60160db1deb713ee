import type { Fault } from '#lib/contracts/common.ts';

const CRITICAL_WINDOW_MS = 120_000;
const CRITICAL_SHARE = 0.5;
/** Twenty seconds of samples: fewer decide nothing. */
const CRITICAL_SAMPLES_MIN = 10;
const WARNING_WINDOW_MS = 300_000;
const WARNING_SHARE = 0.95;
/** More than fail on healthy brokers while another one leaves the replicas in sync, of which writes with acks=all wait for each. */
const WARNING_SAMPLES_MIN = 100;

/** What one broker's samples add up to when they fail too often. */
export interface BrokerVerdict {
  severity: 'critical' | 'warning';
  /** Share of samples that succeeded in the window, 0..1. */
  successShare: number;
  windowMs: number;
  samples: number;
}

interface Watched {
  outcomes: { at: number; ok: boolean }[];
  failingSinceMs: number | null;
  lastFault: Fault | null;
}

/** Remembers which probes of each broker succeeded, to say which broker fails and since when. Times are monotonic ms unless said otherwise. */
export class BrokerWatch {
  readonly #brokers = new Map<number, Watched>();

  /** One probe of a broker ended. `fault`: why it failed; null = it succeeded. `atMs`: wall time. */
  note(nodeId: number, at: number, atMs: number, fault: Fault | null): void {
    let watched = this.#brokers.get(nodeId);
    if (watched === undefined) this.#brokers.set(nodeId, (watched = { outcomes: [], failingSinceMs: null, lastFault: null }));
    watched.outcomes.push({ at, ok: fault === null });
    watched.outcomes = watched.outcomes.filter((outcome) => at - outcome.at <= WARNING_WINDOW_MS);
    watched.failingSinceMs = fault === null ? null : (watched.failingSinceMs ?? atMs);
    if (fault !== null) watched.lastFault = fault;
  }

  /** Since when every probe of the broker failed (wall ms) and how the last one did; null when the last one succeeded or there was none. */
  failing(nodeId: number): { sinceMs: number; fault: Fault } | null {
    const watched = this.#brokers.get(nodeId);
    if (watched === undefined || watched.failingSinceMs === null || watched.lastFault === null) return null;
    return { sinceMs: watched.failingSinceMs, fault: watched.lastFault };
  }

  /** What the last probe that failed said; null when none did in the last five minutes. */
  lastFault(nodeId: number): Fault | null {
    const watched = this.#brokers.get(nodeId);
    return watched !== undefined && watched.outcomes.some((outcome) => !outcome.ok) ? watched.lastFault : null;
  }

  /** The failing streak ends without a success: the broker is there again but nothing is probed through it. */
  forgive(nodeId: number): void {
    const watched = this.#brokers.get(nodeId);
    if (watched !== undefined) watched.failingSinceMs = null;
  }

  /** Every broker that was probed in the last five minutes. */
  known(): number[] {
    return [...this.#brokers.keys()];
  }

  /** Forgets brokers that were not probed for five minutes. */
  prune(now: number): void {
    for (const [nodeId, { outcomes }] of this.#brokers) {
      if (outcomes.every((outcome) => now - outcome.at > WARNING_WINDOW_MS)) this.#brokers.delete(nodeId);
    }
  }

  /** Whether enough probes were taken lately to say that the broker serves or fails. */
  isJudged(nodeId: number, now: number): boolean {
    const outcomes = this.#brokers.get(nodeId)?.outcomes ?? [];
    return outcomes.filter((outcome) => now - outcome.at <= CRITICAL_WINDOW_MS).length >= CRITICAL_SAMPLES_MIN;
  }

  /** null while the broker's probes succeed well enough, or too few were taken to tell. */
  verdict(nodeId: number, now: number): BrokerVerdict | null {
    const outcomes = this.#brokers.get(nodeId)?.outcomes ?? [];
    const judge = (severity: BrokerVerdict['severity'], windowMs: number, share: number, samplesMin: number) => {
      const inWindow = outcomes.filter((outcome) => now - outcome.at <= windowMs);
      const successShare = inWindow.filter((outcome) => outcome.ok).length / inWindow.length;
      if (inWindow.length < samplesMin || successShare >= share) return null;
      return { severity, successShare, windowMs, samples: inWindow.length };
    };
    return (
      judge('critical', CRITICAL_WINDOW_MS, CRITICAL_SHARE, CRITICAL_SAMPLES_MIN) ??
      judge('warning', WARNING_WINDOW_MS, WARNING_SHARE, WARNING_SAMPLES_MIN)
    );
  }
}
