import { describe, expect, it } from 'vitest';
import type { DataColumn } from '../columns.ts';
import { completeFilter, quoteFilterValue } from './complete-filter.ts';
import { compileFilter } from './compile-filter.ts';
import { fieldsOf, renameFields } from './fields.ts';
import { filterRows } from './filter-rows.ts';
import { matchesGlob } from './glob.ts';
import { parseFilter, type FilterNode } from './parse-filter.ts';

/** The same numbers on every run, so that what fails once can be looked at. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

interface Row {
  name: string;
  lag: number | null;
  state: string | null;
}

const columns: DataColumn<Row>[] = [
  { id: 'name', header: 'Nome', width: 1, type: 'text', value: (row) => row.name },
  { id: 'lag', header: 'Atraso', width: 1, type: 'number', value: (row) => row.lag },
  { id: 'groupState', header: 'Estado', width: 1, type: 'state', value: (row) => row.state },
];
const fields = fieldsOf(columns);
const isField = (name: string) => fields.find(name) !== undefined;

const CLOCK = { now: () => 0 };
const random = randomOf(7);
const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0];
const some = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);

const rows: Row[] = some(60, () => ({
  name: some(1 + Math.floor(random() * 6), () => pick(['a', 'b', 'é', '-', '.', '"', '*', ' ', '\\', '('])).join(''),
  lag: pick([null, 0, 1, 5, 1000]),
  state: pick([null, 'Empty', 'Stable', 'or']),
}));

/** A random filter as text. */
function filterText(depth: number): string {
  const leaf = () =>
    pick([
      () => pick(['a', 'b', 'or', 'and', 'não', '"a b"', 'a*', 'x:y', '-']),
      () => `${pick(['lag', 'atraso', 'LAG'])}${pick(['>', '<=', '=', '!=', ' > '])}${pick(['0', '5', '1k'])}`,
      () => `lag${pick(['=', ':', '!='])}unknown`,
      () => `${pick(['groupState', 'estado'])}${pick(['=', ':', '!='])}${pick(['Empty', '"or"', 'S*', 'unknown'])}`,
    ])();
  if (depth === 0) return leaf();
  return pick([
    leaf,
    () => `(${filterText(depth - 1)})`,
    () => `${pick(['not ', '-'])}(${filterText(depth - 1)})`,
    () => `${filterText(depth - 1)}${pick([' ', ' and ', ' or ', ' ou ', ' e '])}${filterText(depth - 1)}`,
  ])();
}

function matching(text: string): Row[] {
  const found = filterRows(rows, columns, text, CLOCK);
  if ('code' in found) throw new Error(`${text}: ${found.code}`);
  return [...found];
}

describe('the filter language', () => {
  it('never throws, and an error lies within the text', () => {
    const signs = [
      'a',
      'lag',
      'or',
      'not',
      '(',
      ')',
      '"',
      '\\',
      ' ',
      '>',
      '=',
      '!',
      ':',
      '-',
      '*',
      '?',
      '5',
      'min',
      'é',
      '\u0301',
      '😀',
    ] as const;
    for (let run = 0; run < 3000; run += 1) {
      const text = some(Math.floor(random() * 14), () => pick([...signs] as [string, ...string[]])).join('');
      const found = filterRows(rows, columns, text, CLOCK);
      if (!('code' in found)) continue;
      expect(found.start, `${text}`).toBeGreaterThanOrEqual(0);
      expect(found.end, `${text}`).toBeGreaterThan(found.start);
      expect(found.start, `${text}`).toBeLessThan(text.length);
    }
  });

  it('a filter and its contrary share no row, whatever is unknown; twice the contrary is the filter', () => {
    for (let run = 0; run < 400; run += 1) {
      const text = filterText(3);
      const fits = new Set(matching(text));
      for (const row of matching(`not (${text})`)) expect(fits.has(row), `${text}`).toBe(false);
      expect(new Set(matching(`not (not (${text}))`)), `${text}`).toEqual(fits);
    }
  });

  it('not both is either not', () => {
    for (let run = 0; run < 200; run += 1) {
      const [a, b] = [filterText(2), filterText(2)];
      expect(matching(`not ((${a}) (${b}))`)).toEqual(matching(`(not (${a})) or (not (${b}))`));
      expect(matching(`not ((${a}) or (${b}))`)).toEqual(matching(`(not (${a})) (not (${b}))`));
    }
  });

  it('means the same by ids as by the words of the headers', () => {
    for (let run = 0; run < 300; run += 1) {
      const text = filterText(3);
      const byId = renameFields(text, fields, 'id');
      expect(byId).not.toMatch(/atraso|estado/i);
      expect(matching(byId), `${text}`).toEqual(matching(text));
      const local = renameFields(byId, fields, 'local');
      expect(matching(local), `${text}`).toEqual(matching(text));
      expect(renameFields(local, fields, 'id'), `${text}`).toBe(byId);
    }
  });

  it('reads back what a tree is written as', () => {
    for (let run = 0; run < 300; run += 1) {
      const tree = parseFilter(filterText(3), isField);
      if ('code' in tree) throw new Error(tree.code);
      const again = parseFilter(written(tree), isField);
      if ('code' in again) throw new Error(again.code);
      expect(written(again)).toBe(written(tree));
    }
  });

  it('finds each value exactly when it is written as completion writes it', () => {
    for (const { name } of rows) {
      const wanted = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
      const found = matching(`name=${quoteFilterValue(name)}`);
      expect(found.length, `${name}`).toBeGreaterThan(0);
      expect(new Set(found.map((row) => row.name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()))).toEqual(
        new Set([wanted]),
      );
    }
  });
});

const KEYWORDS = /^(?:or|ou|and|e|not|n[aã]o)$/i;

/** A tree as text, with all its parentheses. */
function written(node: FilterNode): string {
  switch (node.kind) {
    case 'word':
      // Joining words may make a keyword of what was none.
      return node.token.quoted || KEYWORDS.test(node.token.text) ? quotedText(node.token.text) : node.token.text;
    case 'compare':
      return `${node.token.field}${node.token.operator}${node.value.quoted ? quotedText(node.value.text) : node.value.text}`;
    case 'not':
      return `not (${written(node.node)})`;
    default:
      return `(${node.nodes.map(written).join(node.kind === 'or' ? ' or ' : ' and ')})`;
  }
}

function quotedText(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

describe('wildcards', () => {
  it('match as a regular expression would', () => {
    for (let run = 0; run < 5000; run += 1) {
      const text = some(Math.floor(random() * 8), () => pick(['a', 'b', '.'])).join('');
      const pattern = some(Math.floor(random() * 6), () => pick(['a', 'b', '.', '*', '?'])).join('');
      const same = new RegExp(
        `^${pattern
          .replaceAll('.', String.raw`\.`)
          .replaceAll('?', '.')
          .replaceAll('*', '.*')}$`,
      );
      expect(matchesGlob(text, pattern), `${text} ${pattern}`).toBe(same.test(text));
    }
  });

  it('end soon on what brings a regular expression to its knees', () => {
    expect(matchesGlob('a'.repeat(5_000), `${'a*'.repeat(400)}b`)).toBe(false);
  });
});

describe('completion', () => {
  const values = [
    { text: 'Empty', word: 'sem membros' },
    { text: 'Two words', word: '' },
  ];
  const complete = (text: string, caret = text.length) => completeFilter(text, caret, fields, () => values);
  const inserts = (text: string) => complete(text).options.map(({ insert }) => insert);

  it('offers fields by id and header, then operators, then values', () => {
    expect(inserts('')).toEqual(['nome:', 'atraso>', 'estado=']);
    expect(inserts('at')).toEqual(['atraso>']);
    expect(inserts('x (la')).toEqual(['atraso>']);
    expect(inserts('-groupst')).toEqual(['estado=']);
    expect(inserts('lag')).toEqual(['lag>', 'lag>=', 'lag<', 'lag<=', 'lag=', 'lag!=']);
    expect(inserts('estado=')).toEqual(['Empty', '"Two words"']);
    expect(inserts('estado=membros')).toEqual(['Empty']);
    expect(inserts('estado = "two')).toEqual(['"Two words"']);
  });

  it('offers nothing for a plain word', () => {
    expect(inserts('pedid')).toEqual([]);
    expect(inserts('host:90')).toEqual([]);
  });

  it('replaces the piece at the caret and nothing else', () => {
    expect(complete('at and b', 2)).toMatchObject({ from: 0, to: 2 });
    expect(complete('a estado=Em b', 11)).toMatchObject({ from: 9, to: 11 });
  });

  it('what it offers can be read', () => {
    for (const start of ['', 'lag', 'estado', 'nome']) {
      for (const { kind, insert } of complete(start).options) {
        const text = kind === 'value' ? `estado=${insert}` : `${insert}1`;
        expect(compileFilter(text, fields), `${text}`).toHaveProperty('matches');
      }
    }
  });
});
