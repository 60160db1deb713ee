import { Activity } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { indexTexts } from '#lib/core/fuzzy.ts';
import { indexEntries, rankEntries, type NameSource, type PaletteEntry } from './palette-entry.ts';

const entry = (label: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id: label,
  kind: 'action',
  label,
  place: null,
  icon: Activity,
  ...more,
});
const topics = (cluster: string, names: string[], bonus = 0): NameSource => ({
  names: indexTexts(names),
  toEntry: (name) => entry(name, { id: `${cluster} ${name}`, kind: 'topic', place: cluster }),
  bonus,
});
const FEW = indexEntries([
  entry('Topics', { kind: 'page', place: 'shop' }),
  entry('Dark theme', { words: 'night appearance' }),
  entry('Time zone: America/Sao_Paulo', { isHidden: true }),
  entry('shop', { kind: 'cluster' }),
]);
const ids = (query: string, sources: NameSource[] = []) => rankEntries(FEW, sources, query, 10).map(({ id }) => id);

describe('the palette', () => {
  it('puts a page before a name that fits as well, but not before the very name', () => {
    expect(ids('topics', [topics('shop', ['topics-of-the-day'])])).toEqual(['Topics', 'shop topics-of-the-day']);
    expect(ids('topic', [topics('shop', ['topic'])])[0]).toBe('shop topic');
  });

  it('puts the cluster in view before others and says which is which', () => {
    const found = ids('pedidos', [topics('other', ['pedidos']), topics('shop', ['pedidos'], 6)]);
    expect(found).toEqual(['shop pedidos', 'other pedidos']);
  });

  it('finds actions by other words, and offers rare ones last', () => {
    expect(ids('night')).toEqual(['Dark theme']);
    expect(ids('sao paulo', [topics('shop', ['sao-paulo-orders'])])).toEqual([
      'shop sao-paulo-orders',
      'Time zone: America/Sao_Paulo',
    ]);
  });

  it('leaves strewn letters out where something holds the word, and takes them where nothing does', () => {
    expect(ids('tops', [topics('shop', ['tops', 'time-of-payments'])])).toEqual(['shop tops']);
    expect(ids('tops', [topics('shop', ['time-of-payments'])])).toContain('shop time-of-payments');
  });

  it('tells each entry once', () => {
    expect(ids('shop')).toEqual(['shop', 'Topics']);
  });
});
