import { expect, test } from 'vitest';
import type { Item, Quorum } from '#lib/kafka/admin/port.ts';
import { buildQuorum } from './build-quorum.ts';
import { derivePass, emptyMemory } from './derive-pass.ts';
import { fault, makePass } from './testing/make-pass.ts';
import { restoreQuorumWatch, watchQuorum } from './watch-quorum.ts';

const NOW = 1_700_000_000_000;

function quorum(leaderId: number | null, leaderEpoch: number): Item<Quorum> {
  return { ok: true, value: { leaderId, leaderEpoch, highWatermark: 1n, voters: [], observers: [] } };
}

test('the first leader leads since then or longer; a later one since the pass that first saw it', () => {
  const first = watchQuorum(quorum(1, 4), null, NOW);
  expect(first).toMatchObject({ sinceMs: NOW, isSinceExact: false, elections: [] });
  expect(watchQuorum(quorum(1, 4), first, NOW + 5_000)).toEqual({ ...first, seenMs: NOW + 5_000 });
  const second = watchQuorum(quorum(2, 5), first, NOW + 10_000);
  expect(second).toMatchObject({ leaderId: 2, sinceMs: NOW + 10_000, isSinceExact: true, elections: [NOW + 10_000] });
});

test('nobody knows since when a leader leads that was elected while nobody looked', () => {
  const first = watchQuorum(quorum(1, 4), null, NOW);
  expect(watchQuorum(quorum(2, 5), first, NOW + 3_600_000)).toMatchObject({ sinceMs: NOW + 3_600_000, isSinceExact: false });
});

test('a pass without an answer or without a leader changes nothing', () => {
  const first = watchQuorum(quorum(1, 4), null, NOW);
  expect(watchQuorum({ ok: false, fault: fault('BROKER_TIMEOUT') }, first, NOW + 1)).toBe(first);
  expect(watchQuorum(quorum(null, 5), first, NOW + 1)).toBe(first);
  expect(watchQuorum(null, first, NOW + 1)).toBe(first);
});

test('elections are remembered newest first, no more than twenty', () => {
  let watch = watchQuorum(quorum(1, 0), null, NOW);
  for (let epoch = 1; epoch <= 30; epoch++) watch = watchQuorum(quorum(1, epoch), watch, NOW + epoch);
  expect(watch?.elections).toHaveLength(20);
  expect(watch?.elections[0]).toBe(NOW + 30);
});

test('a sampler that takes over goes on with the watch that was stored', () => {
  const before = { ...emptyMemory(), quorumWatch: watchQuorum(quorum(2, 5), watchQuorum(quorum(1, 4), null, NOW), NOW + 9) };
  const detail = buildQuorum(derivePass(makePass({ at: NOW + 60_000, quorum: quorum(2, 5) }), before, 15_000).derived);
  expect(detail).toMatchObject({ leaderSince: new Date(NOW + 9).toISOString(), leaderSinceIsExact: true });
  expect(restoreQuorumWatch(detail)).toEqual({ ...before.quorumWatch, seenMs: NaN });
  expect(restoreQuorumWatch(null)).toBeNull();
});
