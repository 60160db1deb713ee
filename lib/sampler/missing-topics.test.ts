import { describe, expect, test } from 'vitest';
import type { TopicSummary } from '#lib/contracts/topics.ts';
import { buildTopics } from './build-topics.ts';
import { derivePass, emptyMemory } from './derive-pass.ts';
import { askedByName, missingTopics } from './missing-topics.ts';
import type { Pass } from './pass.ts';
import { fault, makePass } from './testing/make-pass.ts';

const START = 1_700_000_000_000;
const STEP_MS = 5_000;
const HOUR_MS = 3_600_000;

/** What one listing shows of the topic `t`, and what the cluster says of it when asked by name. */
interface Look {
  listed?: boolean;
  named?: 'TOPIC_AUTHORIZATION_FAILED' | 'UNKNOWN_TOPIC_OR_PARTITION' | 'BROKER_TIMEOUT';
  /** The broker that answered knows no controller yet. */
  starting?: boolean;
  /** Wall ms after the start; default one step later than the last. */
  atMs?: number;
}

/** Rows after a pass with the topic and then these; `isReadable`: its configs were read once. */
function rowsAfter(looks: readonly Look[], isReadable = true): TopicSummary[] {
  let at = START;
  let rows: TopicSummary[] = [];
  for (const look of [{ listed: true }, ...looks] as Look[]) {
    at = look.atMs === undefined ? at + STEP_MS : START + look.atMs;
    const partitions = [{ end: 10, start: 0 }];
    const made = makePass({ at, topics: { other: { partitions }, ...(look.listed ? { t: { partitions } } : {}) } });
    const pass: Pass = {
      ...made,
      topology: { ...made.topology, controllerId: look.starting ? null : made.topology.controllerId },
      configs: look.named === undefined ? null : new Map([['t', { ok: false, fault: fault(look.named, 29) }]]),
    };
    const { derived } = derivePass(pass, emptyMemory(), 15_000);
    const listed = buildTopics(derived).map((row) => ({ ...row, cleanupPolicy: isReadable ? 'delete' : null }));
    rows = [...listed, ...missingTopics(rows, pass)];
  }
  return rows;
}

const notSeen = (rows: readonly TopicSummary[]) => {
  const row = rows.find(({ name }) => name === 't');
  return row === undefined ? 'gone' : row.notSeen;
};
const since = new Date(START + 2 * STEP_MS).toISOString();
const lacking = (count: number, look: Look = {}): Look[] => Array.from({ length: count }, () => look);

describe('a topic that a listing lacks', () => {
  test.each<[string, Look[], unknown]>([
    ['is not seen after one', lacking(1), { passes: 1, since, hidden: false }],
    ['and after two', lacking(2), { passes: 2, since, hidden: false }],
    ['is gone after three in a row', lacking(3), 'gone'],
    ['is seen again when it is back', [...lacking(2), { listed: true }], null],
    [
      'counts anew when it was back',
      [...lacking(2), { listed: true }, {}],
      { passes: 1, since: new Date(START + 5 * STEP_MS).toISOString(), hidden: false },
    ],
    ['does not go by answers of a starting broker', lacking(9, { starting: true }), { passes: 0, since, hidden: false }],
    [
      'is hidden when the cluster refuses to describe it',
      [{}, ...lacking(50, { named: 'TOPIC_AUTHORIZATION_FAILED' })],
      { passes: 51, since, hidden: true },
    ],
    [
      'stays hidden while it is not asked again',
      [{}, { named: 'TOPIC_AUTHORIZATION_FAILED' }, ...lacking(5)],
      { passes: 7, since, hidden: true },
    ],
    ['is gone after three when the cluster says so too', [{}, ...lacking(2, { named: 'UNKNOWN_TOPIC_OR_PARTITION' })], 'gone'],
    ['is gone after three when nobody says why', [{}, ...lacking(2, { named: 'BROKER_TIMEOUT' })], 'gone'],
    ['is given up when it was hidden for a day', [{}, { named: 'TOPIC_AUTHORIZATION_FAILED' }, { atMs: 25 * HOUR_MS }], 'gone'],
  ])('%s', (_name, looks, expected) => {
    expect(notSeen(rowsAfter(looks))).toEqual(expected);
  });

  test('a refusal says nothing where its configs never could be read', () => {
    expect(notSeen(rowsAfter([{}, ...lacking(2, { named: 'TOPIC_AUTHORIZATION_FAILED' })], false))).toBe('gone');
  });

  test('keeps its name and id, and every reading of it is unknown', () => {
    expect(rowsAfter(lacking(1)).find(({ name }) => name === 't')).toMatchObject({
      topicId: 'id-t',
      partitions: 1,
      fault: { code: 'TOPIC_NOT_SEEN' },
      messagesInPerSecond: { value: null },
      offsetsHeld: { value: null },
      lag: { value: null },
      sizeBytes: null,
      underMinIsrPartitions: null,
    });
  });

  test('is asked about by name, the unexplained first', () => {
    expect(askedByName(rowsAfter([]))).toEqual([]);
    expect(askedByName(rowsAfter(lacking(1)))).toEqual(['t']);
    const [row] = rowsAfter(lacking(1)).filter(({ name }) => name === 't');
    const many = Array.from({ length: 150 }, (_none, i) => ({
      ...(row as TopicSummary),
      name: `t${i}`,
      notSeen: { passes: 1, since, hidden: i < 149 },
    }));
    expect(askedByName(many)).toHaveLength(100);
    expect(askedByName(many)[0]).toBe('t149');
  });
});
