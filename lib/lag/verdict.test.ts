import { describe, expect, test } from 'vitest';
import type { VerdictCode } from '#lib/contracts/verdict.ts';
import { DEFAULT_LAG_RULES as RULES } from './lag-rules.ts';
import type { LagTrend } from './lag-window.ts';
import { isWorse, judgeGroup, judgeTopic, type GroupFacts, type Judgement, type TopicFacts } from './verdict.ts';

const MINUTE = 60_000;
const STEADY: LagTrend = { spanMs: 10 * MINUTE, polls: 40, known: 40, growth: 0, slope: 0, fit: 0, produced: 60_000 };
const GROWING: LagTrend = { ...STEADY, growth: 5_000, slope: 8, fit: 0.9 };

/** A group that keeps up, unless said otherwise. */
const facts = (over: Partial<TopicFacts> = {}): TopicFacts => ({
  committed: 10,
  known: 10,
  ahead: 0,
  uncommitted: 0,
  lag: 500,
  lost: 0,
  rewound: 0,
  stuck: 0,
  slow: 0,
  notKeepingUp: 0,
  lostOffsets: 0,
  rewoundOffsets: 0,
  stillMs: 0,
  stopAfterMs: 5 * MINUTE,
  ageMs: 1_000,
  isEmpty: false,
  trend: STEADY,
  watchedMs: 60 * MINUTE,
  isSettling: false,
  previous: 'OK',
  ...over,
});
const behind = (over: Partial<TopicFacts> = {}) => facts({ notKeepingUp: 4, ...over });

describe('the verdict on a topic', () => {
  test.each<[string, TopicFacts, VerdictCode, string | null]>([
    ['keeps up', facts(), 'OK', null],
    ['behind, but steady and young enough', behind(), 'OK', null],
    ['no commit, though members hold it', facts({ committed: 0, known: 0, uncommitted: 3 }), 'NO_COMMIT', null],
    ['nothing read', facts({ committed: 0, known: 0 }), 'UNKNOWN', 'not_read'],
    ['a fifth of the partitions not read is too much', facts({ known: 7 }), 'UNKNOWN', 'not_read'],
    ['one of ten not read is not', facts({ known: 9 }), 'OK', null],
    ['commits beyond the end were read, but say nothing', facts({ known: 7, ahead: 3 }), 'UNKNOWN', 'ahead_of_end'],
    ['commits beyond the end beside some not read', facts({ known: 4, ahead: 3 }), 'UNKNOWN', 'not_read'],
    ['too few polls of the window', facts({ trend: { ...STEADY, known: 31 } }), 'UNKNOWN', 'coverage'],
    ['just enough of them', facts({ trend: { ...STEADY, known: 32 } }), 'OK', null],
    ['lost data', facts({ lost: 1, lostOffsets: 70 }), 'LOST', null],
    ['lost data, whatever else there is', behind({ lost: 1, stuck: 4, rewound: 1, trend: GROWING, known: 3 }), 'LOST', null],
    ['set back', behind({ rewound: 1, rewoundOffsets: 900 }), 'REWIND', null],
    ['set back and growing', behind({ rewound: 1, trend: GROWING }), 'REWIND', null],
    ['stands still with members', behind({ stuck: 2, stillMs: 6 * MINUTE }), 'STOPPED', 'stuck'],
    ['stands still without', behind({ stuck: 2, isEmpty: true }), 'STOPPED', 'no_members'],
    ['stands still rather than growing', behind({ stuck: 2, trend: GROWING, slow: 2 }), 'STOPPED', 'stuck'],
    ['grows', behind({ trend: GROWING }), 'GROWING', null],
    ['grows rather than being slow', behind({ trend: GROWING, slow: 4 }), 'GROWING', null],
    ['grows by less than a thousand', behind({ trend: { ...GROWING, growth: 999 } }), 'OK', null],
    ['grows by less than a twentieth of what was written', behind({ trend: { ...GROWING, produced: 200_000 } }), 'OK', null],
    ['jumps about rather than growing', behind({ trend: { ...GROWING, fit: 0.4 } }), 'OK', null],
    ['grew over too short a time', behind({ trend: { ...GROWING, spanMs: 4 * MINUTE } }), 'OK', null],
    ['grows, but was at the end in between', facts({ trend: GROWING }), 'OK', null],
    ['too slow', behind({ slow: 1, ageMs: 6 * MINUTE }), 'SLOW', null],
    ['not watched long enough', behind({ watchedMs: 30_000, trend: { ...STEADY, spanMs: 30_000 } }), 'UNKNOWN', 'watching'],
    ['not watched long, but at the end', facts({ watchedMs: 0 }), 'OK', null],
    ['not watched long, but too slow already', behind({ watchedMs: 0, slow: 1 }), 'SLOW', null],
  ])('%s', (_name, given, code, reason) => {
    expect(judgeTopic(given, RULES)).toMatchObject({ code, reason });
  });

  test.each<[string, TopicFacts, VerdictCode]>([
    ['a new alarm waits', behind({ stuck: 1, isSettling: true, previous: 'OK' }), 'OK'],
    ['a first one too: nothing is known yet', behind({ slow: 1, isSettling: true, previous: null }), 'UNKNOWN'],
    ['the one before stands', behind({ slow: 1, isSettling: true, previous: 'STOPPED' }), 'STOPPED'],
    ['the same one stays', behind({ stuck: 1, isSettling: true, previous: 'STOPPED' }), 'STOPPED'],
    ['recovery is told at once', facts({ isSettling: true, previous: 'STOPPED' }), 'OK'],
    ['lost data is told at once', facts({ lost: 1, isSettling: true }), 'LOST'],
  ])('within two minutes of a new leader or a rebalance: %s', (_name, given, code) => {
    expect(judgeTopic(given, RULES).code).toBe(code);
  });

  test.each<[string, TopicFacts, Record<string, number>]>([
    ['LOST', facts({ lost: 1, lostOffsets: 70 }), { lost: 1, lostOffsets: 70, lag: 500 }],
    ['STOPPED', behind({ stuck: 2, stillMs: 360_000 }), { stuck: 2, stillMs: 360_000, stopAfterMs: 300_000, lag: 500 }],
    ['GROWING', behind({ trend: GROWING }), { growth: 5_000, slope: 8, fit: 0.9, produced: 60_000, spanMs: 600_000, lag: 500 }],
    ['SLOW', behind({ slow: 1, ageMs: 360_000 }), { slow: 1, ageMs: 360_000, sloMs: 300_000, lag: 500 }],
  ])('%s tells the numbers it rests on', (_code, given, evidence) => {
    expect(judgeTopic(given, RULES).evidence).toEqual(evidence);
  });
});

describe('the verdict on a group', () => {
  const group: GroupFacts = { isUnread: false, rebalances: 0, members: 2 };
  const topic = (code: VerdictCode): Judgement => ({ code, reason: null, evidence: {} });

  test.each<[string, GroupFacts, VerdictCode[], VerdictCode, number]>([
    ['its worst topic', group, ['OK', 'STOPPED', 'GROWING'], 'STOPPED', 1],
    ['the only one', group, ['OK'], 'OK', 0],
    ['without a topic it never committed', group, [], 'NO_COMMIT', -1],
    ['unread, and no topic of it known', { ...group, isUnread: true }, [], 'UNKNOWN', -1],
    ['unread: unknown, not fine', { ...group, isUnread: true }, ['OK'], 'UNKNOWN', 0],
    ['unread: what was worse stays', { ...group, isUnread: true }, ['LOST'], 'LOST', 0],
    ['three rebalances in the window', { ...group, rebalances: 3 }, ['SLOW', 'OK'], 'SLOW', 0],
    ['three rebalances and nothing worse', { ...group, rebalances: 3 }, ['OK'], 'REBALANCING', -1],
    ['two are not too many', { ...group, rebalances: 2 }, ['OK'], 'OK', 0],
  ])('%s', (_name, given, topics, code, worst) => {
    const judged = judgeGroup(given, topics.map(topic), RULES);
    expect([judged.judgement.code, judged.worst]).toEqual([code, worst]);
  });

  test('from mild to bad', () => {
    const order: VerdictCode[] = ['OK', 'UNKNOWN', 'NO_COMMIT', 'REWIND', 'REBALANCING', 'SLOW', 'GROWING', 'STOPPED', 'LOST'];
    for (let i = 1; i < order.length; i++) expect(isWorse(order[i] ?? 'OK', order[i - 1] ?? 'OK')).toBe(true);
  });
});
