import { describe, expect, it } from 'vitest';
import { csvText, tsvText } from './csv.ts';

describe('csvText', () => {
  it('writes unknown as nothing, and zero as zero', () => {
    expect(
      csvText([
        ['time', 'a'],
        ['2026-11-21T16:00:00.000Z', null],
        ['2026-11-21T16:00:15.000Z', 0],
      ]),
    ).toBe('time,a\r\n2026-11-21T16:00:00.000Z,\r\n2026-11-21T16:00:15.000Z,0\r\n');
  });

  it('makes formulas text, and leaves negative numbers numbers', () => {
    expect(csvText([['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx']])).toBe(
      `"'=HYPERLINK(""http://x"")",'+1,'-1,'@SUM(A1),'\tx\r\n`,
    );
    expect(csvText([[-1.5, 12n, 1e21]])).toBe('-1.5,12,1e+21\r\n');
  });

  it('quotes what would break a row', () => {
    expect(csvText([['a,b', 'c"d', 'e\nf', 'g']])).toBe('"a,b","c""d","e\nf",g\r\n');
  });
});

describe('tsvText', () => {
  it('keeps a field a field', () => {
    expect(
      tsvText([
        ['a\tb', 'c\nd', '"x"'],
        ['=1', 2, null],
      ]),
    ).toBe("a b\tc d\tx\n'=1\t2\t");
  });
});
