import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../catalog/metrics.ts';
import { EVENT_KINDS } from '../contracts/event-kinds.ts';
import { PROBLEM_CODES } from '../problems/rank-problems.ts';
import { loadMessages, type MessageTree } from './load-messages.ts';
import { LOCALES, chooseLocale } from './locales.ts';

/** Every text by its full key. */
function flatten(tree: MessageTree, prefix = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') out.set(path, value);
    else for (const [inner, text] of flatten(value, path)) out.set(inner, text);
  }
  return out;
}

/** ICU arguments (`name:kind`) and rich-text tags of a message, at any depth. Throws on unbalanced braces. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const text = message.replaceAll("''", '');
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (depth < 0) throw new Error(`unbalanced braces: ${message}`);
  }
  if (depth !== 0) throw new Error(`unbalanced braces: ${message}`);
  for (const match of text.matchAll(/\{\s*(\w+)\s*(?:,\s*(\w+)|\})/g)) {
    // A branch such as `one {# broker}` opens a brace before a word too: it is an argument only when a comma or brace follows directly.
    found.add(match[2] === undefined ? `${match[1]}:value` : `${match[1]}:${match[2]}`);
  }
  for (const match of text.matchAll(/<(\w+)>/g)) found.add(`<${match[1]}>`);
  return [...found].sort();
}

const root = resolve(import.meta.dirname, '../../messages');
const trees = await Promise.all(LOCALES.map(async (locale) => ({ locale, texts: flatten(await loadMessages(locale, root)) })));
const [first, ...others] = trees;

describe('messages', () => {
  it('exist in every language under the same keys', () => {
    for (const other of others) expect([...other.texts.keys()].sort()).toEqual([...(first?.texts.keys() ?? [])].sort());
  });

  it('take the same arguments in every language', () => {
    for (const [key, text] of first?.texts ?? []) {
      for (const other of others) {
        expect(argumentsOf(other.texts.get(key) ?? ''), `${key} in ${other.locale}`).toEqual(argumentsOf(text));
      }
    }
  });

  it('are never empty and every plural names its other form', () => {
    for (const { locale, texts } of trees) {
      for (const [key, text] of texts) {
        expect(text.trim(), `${key} in ${locale}`).not.toBe('');
        const choices = [...text.matchAll(/,\s*(?:plural|select|selectordinal)\s*,/g)].length;
        expect([...text.matchAll(/\bother\s*\{/g)].length, `${key} in ${locale}`).toBeGreaterThanOrEqual(choices);
      }
    }
  });

  it('put every kind of problem into words', () => {
    for (const { locale, texts } of trees) {
      for (const code of PROBLEM_CODES) {
        expect(texts.get(`problems.codes.${code}.title`), `${code} in ${locale}`).toBeTruthy();
        expect(texts.get(`problems.codes.${code}.body`), `${code} in ${locale}`).toBeTruthy();
      }
    }
  });

  it('put every kind of event into words', () => {
    for (const { locale, texts } of trees) {
      for (const kind of EVENT_KINDS) {
        expect(texts.get(`events.kinds.${kind}`), `${kind} in ${locale}`).toBeTruthy();
        expect(texts.get(`events.names.${kind}`), `${kind} in ${locale}`).toBeTruthy();
      }
    }
  });

  it('explain every metric', () => {
    for (const { locale, texts } of trees) {
      for (const name of METRIC_NAMES) {
        expect(texts.get(`catalog.${name}.name`), `${name} in ${locale}`).toBeTruthy();
        expect(texts.get(`catalog.${name}.hint`), `${name} in ${locale}`).toBeTruthy();
      }
    }
  });
});

describe('chooseLocale', () => {
  it('follows the cookie, then the browser, and speaks English to those who want neither', () => {
    expect(chooseLocale('en', 'pt-BR')).toBe('en');
    expect(chooseLocale('xx', 'en-GB,en;q=0.9')).toBe('en');
    expect(chooseLocale(undefined, 'de;q=0.9, pt-PT;q=0.8, en;q=0.7')).toBe('pt-BR');
    expect(chooseLocale(undefined, 'en;q=0.2, pt;q=0.8')).toBe('pt-BR');
    expect(chooseLocale(undefined, 'pt;q=0, en')).toBe('en');
    expect(chooseLocale(undefined, 'ja')).toBe('en');
    expect(chooseLocale(undefined, null)).toBe('pt-BR');
  });
});
