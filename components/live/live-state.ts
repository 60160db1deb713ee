import type { Fault } from '#lib/contracts/common.ts';
import type { LiveGroup, LiveLine, LiveTopic } from '#lib/contracts/live.ts';

/** A live watch as it stands on screen. */
export interface Live {
  /** `off` · `starting` nothing came yet · `on` · `over` the minute ended · `gone` what was watched was deleted · `failed`. */
  state: 'off' | 'starting' | 'on' | 'over' | 'gone' | 'failed';
  secondsLeft: number;
  /** Requests sent to the cluster for it. */
  requests: number;
  /** The last reading; stays on screen when the watch is over. */
  reading: LiveTopic | LiveGroup | null;
  /** Why the newest reading did not come; null when it did. */
  gap: Fault | null;
  /** Why the watch failed; null otherwise. */
  error: unknown;
}

/** What can happen to a watch. */
export type LiveEvent =
  | { kind: 'started' | 'stopped' | 'cut' }
  | { kind: 'line'; line: LiveLine }
  | { kind: 'failed'; error: unknown };

/** Before anybody asked. */
export const NOT_LIVE: Live = { state: 'off', secondsLeft: 0, requests: 0, reading: null, gap: null, error: null };

/** The watch after an event. */
export function reduceLive(live: Live, event: LiveEvent): Live {
  switch (event.kind) {
    case 'started':
      return { ...NOT_LIVE, state: 'starting' };
    case 'stopped':
      return NOT_LIVE;
    case 'failed':
      return { ...live, state: 'failed', error: event.error };
    case 'cut':
      // A stream that stops without its last line was cut off: by a proxy, or by a restart of Farol.
      return live.state === 'on' || live.state === 'starting' ? { ...live, state: 'failed', error: null } : live;
    case 'line': {
      const { line } = event;
      const next = { ...live, secondsLeft: line.secondsLeft, requests: line.requests };
      if (line.type === 'started') return { ...next, state: 'on' };
      if (line.type === 'gap') return { ...next, gap: line.fault };
      if (line.type === 'ended') return { ...next, state: line.reason === 'time' ? 'over' : 'gone', gap: null };
      return { ...next, reading: line, gap: null };
    }
  }
}
