import { describe, expect, it } from 'vitest';
import { renderProperties } from './java-properties.ts';

describe('renderProperties', () => {
  it.each([
    ['plain entries stay as they are', { 'node.id': '1', 'log.dirs': '/tmp/a' }, 'node.id=1\nlog.dirs=/tmp/a\n'],
    ['a line break in a PEM text becomes an escape', { pem: '-----BEGIN X-----\nAB==\n' }, 'pem=-----BEGIN X-----\\nAB==\\n\n'],
    ['a backslash in a rule is doubled', { rule: 'RULE:^CN=(\\w+)$/$1/' }, 'rule=RULE:^CN=(\\\\w+)$/$1/\n'],
    ['a leading space of a value survives', { a: ' b' }, 'a=\\ b\n'],
    ['a key with separators is escaped', { 'a b:c=d': 'e' }, 'a\\ b\\:c\\=d=e\n'],
    ['text outside ASCII is escaped by code unit', { a: 'ção🙂' }, 'a=\\u00e7\\u00e3o\\ud83d\\ude42\n'],
  ])('%s', (_name, entries, text) => {
    expect(renderProperties(entries as Record<string, string>)).toBe(text);
  });
});
