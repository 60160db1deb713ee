import { describe, expect, it } from 'vitest';
import type { GroupPartition } from '#lib/contracts/groups.ts';
import { findSlow, lagBySide } from './slow-sides.ts';

interface Given {
  topic?: string;
  partition: number;
  lag: number | null;
  leader?: number | null;
  member?: string | null;
  host?: string | null;
}

function row({ topic = 'orders', partition, lag, leader = 1, member = 'm1', host = '/10.0.0.1' }: Given): GroupPartition {
  return {
    topic,
    partition,
    leader,
    committedOffset: '0',
    startOffset: '0',
    endOffset: lag === null ? null : String(lag),
    lag: lag === null ? null : String(lag),
    lost: null,
    state: lag === null ? 'unknown' : 'ok',
    fault: null,
    messagesOutPerSecond: 1,
    secondsBehind: null,
    retentionHeadroomSeconds: null,
    flatSince: null,
    lastCommitAt: null,
    compacted: false,
    memberId: member,
    clientId: member,
    host,
  };
}

/** Twelve partitions: leaders 1–3 in turn, members a (0–3), b (4–7), c (8–11) on two hosts. */
function twelve(lagOf: (partition: number, leader: number, member: string) => number | null): GroupPartition[] {
  return Array.from({ length: 12 }, (_none, partition) => {
    const leader = (partition % 3) + 1;
    const member = 'abc'[Math.floor(partition / 4)] ?? '';
    return row({
      partition,
      leader,
      member,
      host: member === 'c' ? '/10.0.0.2' : '/10.0.0.1',
      lag: lagOf(partition, leader, member),
    });
  });
}
const named = (partitions: GroupPartition[]) => {
  const found = findSlow(partitions, true);
  return found.kind === 'culprit' ? `${found.side} ${found.row.name} ${found.isClear ? 'clear' : 'perhaps'}` : found.kind;
};

describe('findSlow', () => {
  it('a member all of whose partitions are behind while the others keep up is the slow one', () => {
    expect(named(twelve((_p, _l, member) => (member === 'b' ? 900 : 10)))).toBe('member b clear');
  });

  it('a host whose only member is slow is told as that member', () => {
    expect(named(twelve((_p, _l, member) => (member === 'c' ? 900 : 10)))).toBe('member c clear');
  });

  it('a host both of whose members are slow is told as the host', () => {
    const lags: Record<string, number> = { a: 500, b: 600, c: 5, d: 5 };
    const partitions = Object.entries(lags).flatMap(([member, lag], at) =>
      [0, 1, 2].map((n) => row({ partition: at * 3 + n, leader: n + 1, member, host: lag > 100 ? '/slow' : `/${member}`, lag })),
    );
    // More hosts than one are fine, so that the slow one holds no more partitions than its share explains.
    partitions.push(
      ...[12, 13, 14].map((partition) => row({ partition, leader: partition - 11, member: 'e', host: '/e', lag: 5 })),
    );
    expect(named(partitions)).toBe('host /slow clear');
  });

  it('a broker all of whose partitions are behind, whoever reads them, is the slow one', () => {
    expect(named(twelve((_p, leader) => (leader === 2 ? 900 : 10)))).toBe('broker 2 clear');
  });

  it('one partition with nearly all the lag is a hot one, not a slow member or broker', () => {
    expect(named(twelve((partition) => (partition === 5 ? 9_000 : 20)))).toBe('partition orders-5 clear');
  });

  it('where each member holds one partition, a hot partition and a slow member look alike', () => {
    const partitions = [0, 1, 2, 3].map((n) => row({ partition: n, member: `m${n}`, host: `/h${n}`, lag: n === 2 ? 900 : 10 }));
    const found = findSlow(partitions, true);
    expect(found).toMatchObject({ kind: 'culprit', side: 'partition', isClear: false, rival: { side: 'member' } });
  });

  it('a topic with most of the lag of several is named', () => {
    const partitions = [0, 1, 2].flatMap((n) => [
      row({ topic: 'big', partition: n, leader: n, member: `m${n}`, host: `/h${n}`, lag: 800 }),
      row({ topic: 'small', partition: n, leader: n, member: `m${n}`, host: `/h${n}`, lag: 1 }),
    ]);
    expect(named(partitions)).toBe('topic big clear');
  });

  it('a lag that lies on all alike is nobody’s: the group as a whole is too slow', () => {
    expect(named(twelve(() => 500))).toBe('even');
  });

  it('without members nobody is slow: nobody reads', () => {
    expect(
      findSlow(
        twelve(() => 500),
        false,
      ),
    ).toEqual({ kind: 'nobody' });
  });

  it('no lag has no culprit, and lag that is not known proves nothing', () => {
    expect(named(twelve(() => 0))).toBe('none');
    expect(named(twelve(() => null))).toBe('unknown');
    expect(named(twelve((partition) => (partition === 0 ? null : 0)))).toBe('unknown');
    expect(named([row({ partition: 0, lag: 900 })])).toBe('unknown');
  });

  it('a side that is not known of most of the lag accuses nobody', () => {
    const partitions = twelve((_p, _l, member) => (member === 'b' ? 900 : 10)).map((each) =>
      each.memberId === 'b' && each.partition !== 4 ? { ...each, memberId: null, clientId: null, host: null } : each,
    );
    expect(named(partitions)).toBe('even');
  });
});

describe('lagBySide', () => {
  it('adds up exactly beyond 2^53 and tells shares of the whole', () => {
    const rows = lagBySide(
      [row({ partition: 0, lag: null }), { ...row({ partition: 1, lag: 0 }), lag: '9007199254740993' }],
      'topic',
    );
    expect(rows).toEqual([
      { key: 'orders', name: 'orders', host: null, lag: 9007199254740993n, share: 1, partitions: 1, behind: 1, unknown: 1 },
    ]);
  });

  it('keeps what nobody leads as a row of its own', () => {
    const rows = lagBySide([row({ partition: 0, lag: 3 }), row({ partition: 1, lag: 9, leader: null })], 'broker');
    expect(rows.map(({ key, lag, share }) => [key, lag, share])).toEqual([
      [null, 9n, 0.75],
      ['1', 3n, 0.25],
    ]);
  });
});
