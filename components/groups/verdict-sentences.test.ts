import { describe, expect, it } from 'vitest';
import type { GroupSummary } from '#lib/contracts/groups.ts';
import type { Verdict } from '#lib/contracts/verdict.ts';
import { verdictSentences } from './verdict-sentences.ts';

const AT = Date.parse('2026-11-20T14:25:00.000Z');
const SINCE = '2026-11-20T14:08:00.000Z';

const group = (over: Partial<GroupSummary> = {}) =>
  ({
    groupId: 'g',
    kind: 'classic',
    state: 'Stable',
    lag: { value: '12400', known: 3, total: 3 },
    lastCommitAt: '2026-11-20T14:03:00.000Z',
    ...over,
  }) as GroupSummary;
const verdict = (over: Partial<Verdict>): Verdict => ({
  code: 'OK',
  reason: null,
  since: SINCE,
  evidence: {},
  partitions: [],
  partitionsTotal: 0,
  ...over,
});

describe('verdictSentences', () => {
  it('tells a stop from when the commits stood still, with its cause and the next step', () => {
    const stopped = verdict({
      code: 'STOPPED',
      reason: 'no_members',
      evidence: { stuck: 3, stillMs: 22 * 60_000, stopAfterMs: 300_000, lag: 12_400 },
      partitionsTotal: 3,
    });
    expect(verdictSentences(stopped, group(), AT)).toMatchObject({
      title: 'STOPPED_no_members',
      body: ['onPartitions', 'stopped', 'stepNoMembers'],
      sinceMs: AT - 22 * 60_000,
    });
    expect(verdictSentences(stopped, group({ lastCommitAt: null }), AT).title).toBe('STOPPED_no_members_unseen');
    expect(verdictSentences({ ...stopped, reason: 'stuck' }, group(), AT)).toMatchObject({
      title: 'STOPPED_stuck',
      body: ['onPartitions', 'stopped', 'stepStuck'],
    });
  });

  it('tells no numbers of another verdict while things settle', () => {
    const settling = verdict({ code: 'STOPPED', reason: 'settling', evidence: { growth: 5, spanMs: 1, produced: 9 } });
    expect(verdictSentences(settling, group(), AT)).toMatchObject({
      title: 'STOPPED',
      body: ['behind', 'settling'],
      sinceMs: Date.parse(SINCE),
    });
  });

  it('leaves out a sentence whose numbers are missing', () => {
    expect(verdictSentences(verdict({ code: 'SLOW', evidence: { ageMs: 1 } }), group(), AT).body).toEqual(['behind', 'stepSlow']);
  });

  it('says that nobody reads even before that counts as a stop', () => {
    expect(verdictSentences(verdict({}), group({ state: 'Empty' }), AT)).toMatchObject({
      title: 'OK_nobody',
      body: ['behind', 'nobody'],
    });

    const atEnd = group({ state: 'Empty', lag: { value: '0', known: 3, total: 3 } });
    expect(verdictSentences(verdict({}), atEnd, AT)).toMatchObject({ title: 'OK', body: ['atEnd'] });
  });

  it('keeps the kinds of not knowing apart', () => {
    const evidence = { known: 1, ahead: 2, committed: 3, polls: 9, watchedMs: 5, watchMs: 60_000 };
    const bodyOf = (reason: Verdict['reason']) =>
      verdictSentences(verdict({ code: 'UNKNOWN', reason, evidence }), group({ lag: { value: null, known: 0, total: 3 } }), AT)
        .body;
    expect(bodyOf('not_read')).toEqual(['lagUnknown', 'notRead']);
    expect(bodyOf('ahead_of_end')).toEqual(['lagUnknown', 'ahead', 'stepAhead']);
    expect(bodyOf('coverage')).toEqual(['lagUnknown', 'coverage']);
    expect(bodyOf('watching')).toEqual(['lagUnknown', 'watching']);
  });
});
