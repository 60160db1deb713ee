import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '#lib/contracts/event-kinds.ts';
import type { ClusterEvent, EventKind } from '#lib/contracts/events.ts';
import { subjectOfPath } from './chart-subject.ts';
import { EVENT_FAMILIES, familiesOf, familyOf, kindsOf } from './event-families.ts';
import { groupMarks } from './group-marks.ts';

const START = Date.UTC(2026, 10, 21, 16, 0);
const event = (id: string, second: number, kind: EventKind = 'mark'): ClusterEvent => ({
  id,
  at: new Date(START + second * 1000).toISOString(),
  kind,
  scope: { kind: 'cluster', name: '' },
  detail: {},
});

describe('subjectOfPath', () => {
  it('is what the page is about', () => {
    expect(subjectOfPath('/clusters/loja-demo')).toEqual({ clusterId: 'loja-demo' });
    expect(subjectOfPath('/clusters/loja-demo/topics')).toEqual({ clusterId: 'loja-demo' });
    expect(subjectOfPath('/clusters/a%2Fb/topics/x%20y')).toEqual({ clusterId: 'a/b', topic: 'x y' });
    expect(subjectOfPath('/clusters/c/groups/%E0%A4%A')).toEqual({ clusterId: 'c', group: '%E0%A4%A' });
    expect(subjectOfPath('/clusters/c/brokers/3')).toEqual({ clusterId: 'c', broker: 3 });
    expect(subjectOfPath('/clusters/c/brokers/x')).toEqual({ clusterId: 'c' });
    expect(subjectOfPath('/')).toEqual({ clusterId: null });
    expect(subjectOfPath('/clusters/new')).toEqual({ clusterId: null });
  });
});

describe('event families', () => {
  it('puts a kind into one family at most, and asks for no kind that has none', () => {
    for (const subject of [{}, { topic: 'a' }, { group: 'g' }, { broker: 1 }]) {
      const { own, around } = kindsOf({ clusterId: 'c', ...subject });
      expect(new Set(own).size).toBe(own.length);
      for (const kind of [...own, ...around]) expect(familyOf(kind)).not.toBeNull();
      // What happens around is of a family that can be switched off there.
      for (const kind of around) expect(familiesOf({ clusterId: 'c', ...subject })).toContain(familyOf(kind));
    }
    expect(EVENT_KINDS.filter((kind) => familyOf(kind) === null)).toEqual([
      'group_rebalance_started',
      'isr_shrunk',
      'isr_expanded',
      'more',
    ]);
    expect(EVENT_FAMILIES).toHaveLength(5);
  });

  it('marks members in charts of a group only', () => {
    expect(familiesOf({ clusterId: 'c', group: 'g' })).toContain('members');
    expect(familiesOf({ clusterId: 'c' })).not.toContain('members');
  });
});

describe('groupMarks', () => {
  const window = { from: START, to: START + 60_000 };

  it('puts what is too near together, and counts it', () => {
    const groups = groupMarks([event('c', 30), event('b', 4), event('a', 0), event('d', 59)], window, 5_000);
    expect(groups.map(({ events }) => events.map(({ id }) => id))).toEqual([['a', 'b'], ['c'], ['d']]);
    expect(groups[0]?.at).toBe(START + 2_000);
  });

  it('keeps every event once, those of the range only', () => {
    const groups = groupMarks([event('a', 10), event('a', 10), event('before', -1), event('at-end', 60)], window, 1_000);
    expect(groups.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(['a']);
  });

  it('leaves no two groups nearer than asked', () => {
    const events = Array.from({ length: 60 }, (_, at) => event(String(at), at));
    const groups = groupMarks(events, window, 7_000);
    const firsts = groups.map(({ events: [first] }) => Date.parse(first?.at ?? ''));
    firsts.slice(1).forEach((at, index) => expect(at - (firsts[index] ?? 0)).toBeGreaterThanOrEqual(7_000));
    expect(groups.flatMap(({ events: each }) => each)).toHaveLength(60);
  });

  it('has a family where all events share one', () => {
    const groups = groupMarks([event('a', 0), event('b', 1, 'broker_down'), event('c', 30, 'broker_up')], window, 5_000);
    expect(groups.map(({ family }) => family)).toEqual([null, 'brokers']);
  });
});
