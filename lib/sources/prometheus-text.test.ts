import { describe, expect, it } from 'vitest';
import { parsePrometheusText, plainName } from './prometheus-text.ts';
import { SourceFault } from './source-fault.ts';

const all = () => true;
const parse = (text: string, isWanted: (name: string) => boolean = all) =>
  [...parsePrometheusText(text, isWanted)].flatMap(([name, samples]) =>
    samples.map(({ labels, value }) => [name, Object.fromEntries(labels), value] as const),
  );

describe('parsePrometheusText', () => {
  it('reads names, labels with escapes, exponents, time stamps, exemplars and blanks', () => {
    const text = [
      '# HELP a_total What it counts, with "quotes" { and braces }',
      '# TYPE a_total counter',
      'a_total 12',
      'B{Pool="G1 Old Gen",x="a\\"b\\\\c\\nd",} 1.5E9 1700000000000',
      'c{quantile="0.99"}   4e-2 # {trace_id="abc"} 0.5 1700000000.1',
      '',
      '\td -7.25\r',
      '# EOF',
    ].join('\n');
    expect(parse(text)).toEqual([
      ['a', {}, 12],
      ['b', { pool: 'G1 Old Gen', x: 'a"b\\c\nd' }, 1.5e9],
      ['c', { quantile: '0.99' }, 0.04],
      ['d', {}, -7.25],
    ]);
  });

  it('keeps NaN and infinities as what they are', () => {
    expect(parse('a NaN\nb +Inf\nc -Inf\nd Inf').map(([, , value]) => value)).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('leaves out what is not wanted, unread, and shares by topic or partition', () => {
    const text = 'skipped{broken\nbytes{topic="t"} 1\nbytes{partition="0"} 2\nbytes 3\n';
    expect(parse(text, (name) => name === 'bytes')).toEqual([['bytes', {}, 3]]);
  });

  it.each([
    ['a web page', '<!doctype html>\n<p>sign in</p>'],
    ['JSON', '{"a": 1}'],
    ['a value that is no number', 'a twelve'],
    ['a hexadecimal value', 'a 0x10'],
    ['no value', 'a'],
    ['an open label list', 'a{b="c"'],
    ['a label without quotes', 'a{b=c} 1'],
    ['an open quote', 'a{b="c} 1\nd 1'],
    ['a name that begins with a digit', '1a 2'],
  ])('refuses %s with the line', (_what, text) => {
    const error = (() => {
      try {
        parsePrometheusText(`ok 1\n${text}`, all);
      } catch (thrown) {
        return thrown;
      }
      return null;
    })();
    expect(error).toBeInstanceOf(SourceFault);
    expect(error).toMatchObject({ code: 'MALFORMED' });
    expect(String(error)).toMatch(/Line 2 /);
  });

  it('reads a page of 100,000 lines of which nearly none is wanted within a second', () => {
    const lines = Array.from({ length: 100_000 }, (_none, i) => `kafka_log_size{topic="t${i}",partition="${i % 50}"} ${i}`);
    const text = `${lines.join('\n')}\nbytes 7\n`;
    const startedAt = performance.now();
    expect(parse(text, (name) => name === 'bytes')).toEqual([['bytes', {}, 7]]);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('plainName', () => {
  it('is the same for exporters that append _total and those that do not', () => {
    expect(plainName('kafka_server_BytesIn_total')).toBe('kafka_server_bytesin');
    expect(plainName('kafka_server_replicamanager_total_isrshrinkspersec_count')).toBe(
      'kafka_server_replicamanager_total_isrshrinkspersec_count',
    );
  });
});
