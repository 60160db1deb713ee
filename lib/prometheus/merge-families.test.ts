import { expect, test } from 'vitest';
import { mergeFamilies } from './merge-families.ts';
import { Exposition } from './exposition.ts';

const page = (cluster: string, group: string) =>
  new Exposition({ cluster })
    .family('lag', 'gauge', 'Lag')
    .sample({ group }, 1)
    .family('members', 'gauge', 'Members')
    .sample({ group }, 2)
    .text();

test('the samples of a family stand together, whichever cluster they are of', () => {
  expect(mergeFamilies([page('a', 'x'), page('b', 'y')]).split('\n')).toEqual([
    '# HELP lag Lag',
    '# TYPE lag gauge',
    'lag{cluster="a",group="x"} 1',
    'lag{cluster="b",group="y"} 1',
    '# HELP members Members',
    '# TYPE members gauge',
    'members{cluster="a",group="x"} 2',
    'members{cluster="b",group="y"} 2',
    '',
  ]);
});

test.each(['\u2028', '\u2029', '\r', '\n', '\v', '\u0085'])(
  'a name with the separator %j ends no line and begins no family',
  (separator) => {
    const hostile = `x${separator}# HELP lag Lag`;
    const merged = mergeFamilies([page('a', hostile), page('b', 'y')]);
    const lines = merged.split('\n').slice(0, -1);
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(4);
    expect(lines.filter((line) => /^[a-z]+\{cluster="[ab]",group="[^"]*"\} \d$/u.test(line))).toHaveLength(4);
  },
);
