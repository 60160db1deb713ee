import { expect, it } from 'vitest';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { SecondsBehind, VerdictCode } from '#lib/contracts/verdict.ts';
import { mostBehind, worstGroups } from './worst-groups.ts';

const seconds = (lower: number, upper: number | null): SecondsBehind => ({
  lower,
  upper,
  point: upper === null ? null : (lower + upper) / 2,
  source: 'observed',
});

function group(groupId: string, code: VerdictCode | null, behind: SecondsBehind | null, lag: string | null) {
  const verdict =
    code === null
      ? null
      : { code, reason: null, since: '2026-11-20T14:03:00.000Z', evidence: {}, partitions: [], partitionsTotal: 0 };
  return {
    groupId,
    verdict,
    secondsBehind: behind,
    lag: { value: lag, known: lag === null ? 0 : 1, total: 1 },
    messagesOutPerSecond: { value: null, known: 0, total: 1 },
  } as GroupSummary;
}

it('puts the verdict before the time behind, and the time before the lag', () => {
  const groups = [
    group('large but fine', 'OK', seconds(0, 5), '9007199254740993'),
    group('larger but fine', 'OK', seconds(0, 5), '9007199254740994'),
    group('stopped', 'STOPPED', seconds(60, 70), '3'),
    group('stopped longer', 'STOPPED', seconds(4_000, null), '2'),
    group('lost', 'LOST', null, '1'),
  ];
  expect(worstGroups(groups).map(({ groupId }) => groupId)).toEqual([
    'lost',
    'stopped longer',
    'stopped',
    'larger but fine',
    'large but fine',
  ]);
});

it('leaves out groups of which nothing is known, and names five', () => {
  const unknown = group('unknown', null, null, null);
  const share = group('share', null, null, '7');
  const fine = Array.from({ length: 5 }, (_, at) => group(`fine ${at}`, 'OK', seconds(at, at), '0'));
  expect(worstGroups([unknown, share, ...fine]).map(({ groupId }) => groupId)).toEqual([4, 3, 2, 1, 0].map((at) => `fine ${at}`));
  expect(worstGroups([unknown, share]).map(({ groupId }) => groupId)).toEqual(['share']);
});

it('finds the group whose oldest record waits longest, whatever its verdict', () => {
  const groups = [
    group('stopped', 'STOPPED', seconds(60, 70), '3'),
    group('old but fine', 'OK', seconds(4_000, null), '2'),
    group('unknown', null, null, null),
  ];
  expect(mostBehind(groups)?.groupId).toBe('old but fine');
  expect(mostBehind([group('unknown', null, null, null)])).toBeNull();
});
