import { expect, test } from 'vitest';
import { coordinatorPartition, keepGroupList, type CurrentGroup } from './derive-group-list.ts';
import { fault, makePass } from './testing/make-pass.ts';

// Values computed by java.lang.String.hashCode and org.apache.kafka.common.utils.Utils.abs.
test.each([
  ['', 50, 0],
  ['a', 50, 47],
  ['polygenelubricants', 50, 0],
  ['console-consumer', 50, Math.abs(hash('console-consumer')) % 50],
  ['é', 50, 233 % 50],
])('group %j of %i partitions lives on %i', (groupId, partitions, expected) => {
  expect(coordinatorPartition(groupId, partitions)).toBe(expected);
});

/** The defining sum s[0]·31^(n−1) + … in unbounded integers, then cut to 32 bits. */
function hash(text: string): number {
  const sum = [...text].reduce((total, char) => total * 31n + BigInt(char.charCodeAt(0)), 0n);
  return Number(BigInt.asIntN(32, sum));
}

/** Without a listing: groups `a` (moved to 2), `b` (coordinator silent), `c` (missing from the last listing). */
function kept(over: Partial<Record<'a' | 'b', string>> = {}): CurrentGroup[] {
  const commits = { t: { 0: 1 } };
  const groups = {
    a: { coordinator: 1, state: 'Empty', commits },
    b: { coordinator: 3, state: 'Stable', commits },
    c: { coordinator: 3, state: null },
  };
  const topics = { t: { partitions: [{ end: 5 }] } };
  const listed = makePass({ at: 1_000, topics, groups });
  const previous: CurrentGroup[] = (listed.groups?.groups ?? []).map((listing) => ({
    listing,
    misses: listing.groupId === 'c' ? 1 : 0,
    fault: listing.groupId === 'c' ? fault('NOT_LISTED') : null,
    toldAtMs: 1_000,
  }));
  const describe = (groupId: 'a' | 'b') => ({
    ok: true as const,
    value: {
      groupId,
      kind: 'classic' as const,
      state: over[groupId] ?? '',
      protocolType: 'consumer',
      assignor: null,
      epoch: null,
      assignmentEpoch: null,
      streams: null,
      coordinator: 1,
      members: [],
    },
  });
  const pass = makePass({
    at: 16_000,
    unlisted: true,
    topics,
    groups: {
      a: { ...groups.a, coordinator: 2, ...(over.a === undefined ? {} : { description: describe('a') }) },
      b: {
        ...groups.b,
        coordinator: 2,
        fault: fault('BROKER_TIMEOUT', null, 3),
        ...(over.b === undefined ? {} : { description: describe('b') }),
      },
    },
  });
  return keepGroupList(previous, pass);
}

test('without a listing nobody appears, goes, or counts as missed once more', () => {
  expect(kept().map(({ listing, misses }) => [listing.groupId, misses])).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 1],
  ]);
});

test('without a listing the coordinator is the one that answered; a silent one stays where it was known', () => {
  expect(kept().map(({ listing }) => listing.coordinator)).toEqual([2, 3, 3]);
});

test('without a listing a state keeps its age, unless a description tells it anew', () => {
  expect(kept().map(({ listing, toldAtMs }) => [listing.state, toldAtMs])).toEqual([
    ['Empty', 1_000],
    ['Stable', 1_000],
    [null, 1_000],
  ]);
  const [a, b] = kept({ a: 'Stable', b: 'Dead' });
  expect([a?.listing.state, a?.toldAtMs]).toEqual(['Stable', 16_000]);
  // What is described as dead may be of another kind, or gone: a listing tells.
  expect([b?.listing.state, b?.toldAtMs]).toEqual(['Stable', 1_000]);
});
