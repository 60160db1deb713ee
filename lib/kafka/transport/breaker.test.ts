import { beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '#lib/core/clock.ts';
import { ownFault } from '../fault.ts';
import { Breaker, type BrokerFailure } from './breaker.ts';

const STARTED_MS = Date.UTC(2026, 0, 1);

let at = 0;
const clock: Clock = { now: () => STARTED_MS + at, monotonic: () => at };
let breaker = new Breaker(clock);
beforeEach(() => {
  at = 0;
  breaker = new Breaker(clock);
});

function fail(code: Parameters<typeof ownFault>[0], changes: Partial<BrokerFailure> = {}): void {
  breaker.failed({ fault: ownFault(code, 'x:1 failed'), startedAt: at, isSilence: false, isConnecting: true, ...changes });
}

/** One failed probe after another; gives the pauses between them. */
function pausesOf(code: Parameters<typeof ownFault>[0], count: number): number[] {
  return Array.from({ length: count }, () => {
    fail(code);
    const pause = breaker.pauseLeftMs;
    at += pause;
    return pause;
  });
}

describe('opening', () => {
  test('three failures in a row open it, two do not; an answered call begins the row anew', () => {
    fail('BROKER_UNREACHABLE');
    at += 1000;
    fail('BROKER_UNREACHABLE');
    expect([breaker.isOpen, breaker.isTroubled]).toEqual([false, true]);
    breaker.answered();
    expect(breaker.isTroubled).toBe(false);
    for (let i = 0; i < 3; i += 1) {
      expect(breaker.isOpen).toBe(false);
      at += 1000;
      fail('BROKER_UNREACHABLE');
    }
    expect(breaker.isOpen).toBe(true);
  });

  test('one long silence opens it, a short one counts as one failure', () => {
    at = 1000;
    fail('BROKER_TIMEOUT', { startedAt: 900, isSilence: true, isConnecting: false });
    expect(breaker.isOpen).toBe(false);
    at = 3000;
    fail('BROKER_TIMEOUT', { startedAt: 1000, isSilence: true, isConnecting: false });
    expect(breaker.isOpen).toBe(true);
  });

  test('a refused credential opens it at once, for long', () => {
    expect(pausesOf('AUTHENTICATION_FAILED', 3)).toEqual([15_000, 30_000, 30_000]);
  });

  test('calls that were under way at the same time count once', () => {
    at = 500;
    for (let i = 0; i < 5; i += 1) fail('BROKER_UNREACHABLE', { startedAt: 400 });
    expect(breaker.isOpen).toBe(false);
  });
});

describe('while open', () => {
  test('calls get the original code, since when, and when it is tried next', () => {
    fail('BROKER_UNREACHABLE');
    at = 10_000;
    fail('BROKER_TIMEOUT', { startedAt: 5_000, isSilence: true });
    expect(breaker.refusal(7)).toEqual({
      code: 'BROKER_TIMEOUT',
      kafkaCode: null,
      nodeId: 7,
      message: 'x:1 failed (held back: failing since 2026-01-01T00:00:00Z, next try at 2026-01-01T00:00:10Z)',
      heldBack: { sinceMs: STARTED_MS, nextTryMs: STARTED_MS + 10_500 },
    });
    expect(breaker.health()).toMatchObject({ isOpen: true, sinceMs: STARTED_MS, nextTryMs: STARTED_MS + 10_500 });
  });

  test('pauses grow, but a broker that was silent is tried at least every 4 s, a refused connection every 2 s', () => {
    fail('BROKER_TIMEOUT', { startedAt: -1000, isSilence: true });
    expect(pausesOf('BROKER_TIMEOUT', 6)).toEqual([1000, 2000, 4000, 4000, 4000, 4000]);
    expect(pausesOf('BROKER_UNREACHABLE', 2)).toEqual([2000, 2000]);
  });

  test('what a person must mend is tried every 30 s in the end', () => {
    expect(pausesOf('TLS_FAILED', 12).slice(-2)).toEqual([30_000, 30_000]);
  });

  test('a first connecting that fails late, long after its calls have opened it, still leads to a next try', () => {
    at = 1000;
    fail('BROKER_TIMEOUT', { startedAt: 0, isSilence: true, isConnecting: false });
    at = 20_000;
    fail('BROKER_TIMEOUT', { startedAt: 0, isSilence: true });
    expect(breaker.pauseLeftMs).toBe(1000);
  });
});

describe('closing', () => {
  function open(): void {
    fail('BROKER_TIMEOUT', { startedAt: at - 1000, isSilence: true });
  }

  test('the first answer closes it, and an answered call forgets all', () => {
    open();
    breaker.connected();
    expect([breaker.isOpen, breaker.refusal(1)]).toEqual([false, null]);
    breaker.answered();
    expect(breaker.health()).toEqual({ isOpen: false, sinceMs: null, nextTryMs: null, lastFault: null });
  });

  test('a broker that answers probes but no calls is asked more and more rarely', () => {
    open();
    const pauses = Array.from({ length: 7 }, () => {
      breaker.connected();
      at += 100;
      fail('BROKER_UNREACHABLE', { isConnecting: false });
      expect(breaker.isOpen).toBe(true);
      return breaker.pauseLeftMs;
    });
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    breaker.connected();
    breaker.answered();
    at += 1000;
    open();
    expect(breaker.pauseLeftMs).toBe(500);
  });
});
