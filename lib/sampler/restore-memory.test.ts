import { expect, test } from 'vitest';
import type { Problem } from '#lib/contracts/common.ts';
import { restoreMemory } from './restore-memory.ts';

const SINCE = '2026-01-01T00:00:00.000Z';

const abandoned: Problem = {
  id: 'group_no_members:g',
  severity: 'warning',
  code: 'group_no_members',
  scope: { kind: 'group', name: 'g' },
  params: { group: 'g', lag: '9007199254740993' },
  detail: '',
  since: SINCE,
  affected: [],
  affectedTotal: 0,
};

test('an abandoned group stays a problem over a restart, since the same time, even if its lag cannot be read at first', () => {
  expect(restoreMemory([], [abandoned], Date.parse(SINCE) + 60_000).watches.get('g')).toEqual({
    emptySinceMs: Date.parse(SINCE),
    lagWhenEmpty: 0n,
    abandonedLag: 9_007_199_254_740_993n,
    aheadPasses: 0,
  });
});
