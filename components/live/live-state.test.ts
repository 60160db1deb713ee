import { describe, expect, it } from 'vitest';
import type { LiveLine } from '#lib/contracts/live.ts';
import { NOT_LIVE, reduceLive, type LiveEvent } from './live-state.ts';

const topic: LiveLine = {
  type: 'topic',
  secondsLeft: 59,
  requests: 4,
  tookMs: 3,
  messagesInPerSecond: { value: 1, known: 1, total: 1 },
  offsetsHeld: { value: '10', known: 1, total: 1 },
  partitions: [],
  hidden: 0,
};
const line = (given: LiveLine): LiveEvent => ({ kind: 'line', line: given });
const started = line({ type: 'started', secondsLeft: 60, requests: 1 });
const gap = line({ type: 'gap', secondsLeft: 58, requests: 5, fault: { code: 'BROKER_TIMEOUT', detail: 'late' } });
const over = line({ type: 'ended', secondsLeft: 0, requests: 90, reason: 'time' });
const after = (...events: LiveEvent[]) => events.reduce(reduceLive, NOT_LIVE);

describe('reduceLive', () => {
  it('shows the newest reading, the time left and the cost', () => {
    expect(after({ kind: 'started' })).toMatchObject({ state: 'starting', reading: null });
    expect(after({ kind: 'started' }, started, line(topic))).toMatchObject({
      state: 'on',
      secondsLeft: 59,
      requests: 4,
      reading: topic,
    });
  });

  it('a gap keeps the last reading and says why there is no newer one; the next reading ends it', () => {
    expect(after({ kind: 'started' }, started, line(topic), gap)).toMatchObject({
      state: 'on',
      reading: topic,
      gap: { code: 'BROKER_TIMEOUT' },
    });
    expect(after({ kind: 'started' }, started, gap, line(topic)).gap).toBeNull();
  });

  it('ends by itself and keeps what it showed; switching off clears it', () => {
    expect(after({ kind: 'started' }, started, line(topic), over, { kind: 'cut' })).toMatchObject({
      state: 'over',
      reading: topic,
    });
    expect(after({ kind: 'started' }, started, line(topic), { kind: 'stopped' })).toEqual(NOT_LIVE);
    expect(after({ kind: 'started' }, started, line({ type: 'ended', secondsLeft: 9, requests: 2, reason: 'gone' })).state).toBe(
      'gone',
    );
  });

  it('a stream that stops without a last line was cut off', () => {
    expect(after({ kind: 'started' }, started, { kind: 'cut' }).state).toBe('failed');
  });

  it('a new start forgets the failure before', () => {
    expect(after({ kind: 'failed', error: new Error('x') }, { kind: 'started' })).toMatchObject({
      state: 'starting',
      error: null,
    });
  });
});
