import { describe, expect, it } from 'vitest';
import { indexTexts, matchedSpans, rankTexts } from './fuzzy.ts';

const NAMES = [
  'pedidos-criados',
  'pedidos',
  'loja.pedidos.v2',
  'loja.itens-de-pedidos',
  'pagamentos-dos-clientes',
  'PedidosCancelados',
  'estoque',
  '__consumer_offsets',
  'Tópicos',
  'clickstream-2024',
];
const rank = (query: string, limit = 10) => rankTexts(indexTexts(NAMES), query, limit).map(({ index }) => NAMES[index]);

describe('fuzzy ranking', () => {
  it('puts the whole name first, then beginnings, then words, then the rest', () => {
    expect(rank('pedidos')).toEqual([
      'pedidos',
      'pedidos-criados',
      'PedidosCancelados',
      'loja.pedidos.v2',
      'loja.itens-de-pedidos',
    ]);
    expect(rank('edid')[0]).toBe('pedidos');
  });

  it('takes the words of a query in any order', () => {
    expect(rank('v2 loja')).toEqual(['loja.pedidos.v2']);
    expect(rank('pedidos  loja')).toEqual(['loja.pedidos.v2', 'loja.itens-de-pedidos']);
  });

  it('finds initials and letters left out', () => {
    expect(rank('pdc')[0]).toBe('pagamentos-dos-clientes');
    expect(rank('pc')).toContain('PedidosCancelados');
    expect(rank('estqe')).toEqual(['estoque']);
    expect(rank('co')[0]).toBe('__consumer_offsets');
    expect(rank('cs24')).toEqual(['clickstream-2024']);
  });

  it('sees no difference between accents or capitals', () => {
    expect(rank('topicos')).toEqual(['Tópicos']);
    expect(rank('TÓPICOS')).toEqual(['Tópicos']);
  });

  it('finds nothing for nothing, for letters in another order, and for letters strewn too widely', () => {
    expect(rank('')).toEqual([]);
    expect(rank('   ')).toEqual([]);
    expect(rank('sodidep')).toEqual([]);
    expect(rankTexts(indexTexts([`a${'-x'.repeat(30)}-ab`.replace('ab', 'zb')]), 'azq', 5)).toEqual([]);
    expect(rankTexts(indexTexts(['xaxxxxxxxxxxxxxxxxxxxxxxbx']), 'ab', 5)).toEqual([]);
  });

  it('keeps the best within the limit, equals in their order', () => {
    const index = indexTexts(Array.from({ length: 1_000 }, (_none, at) => `topic-${String(at).padStart(4, '0')}`));
    expect(rankTexts(index, 'topic', 3).map((match) => match.index)).toEqual([0, 1, 2]);
    expect(rankTexts(index, '0999', 3).map((match) => match.index)).toEqual([999]);
  });

  it('takes hostile names and queries as they are', () => {
    const index = indexTexts(['<img src=x>', '.*+?^${}()|[]\\', '', 'a'.repeat(249)]);
    expect(rankTexts(index, '.*+', 5).map((match) => match.index)).toEqual([1]);
    expect(rankTexts(index, '<img', 5).map((match) => match.index)).toEqual([0]);
    expect(rankTexts(index, 'a'.repeat(10_000), 5)).toHaveLength(1);
  });
});

describe('what is set off in a name', () => {
  const marked = (text: string, query: string) => matchedSpans(text, query).map(({ from, to }) => text.slice(from, to));

  it('is what was found', () => {
    expect(marked('loja.pedidos.v2', 'pedidos v2')).toEqual(['pedidos', 'v2']);
    expect(marked('pagamentos-dos-clientes', 'pdc')).toEqual(['p', 'd', 'c']);
    expect(marked('Tópicos', 'topi')).toEqual(['Tópi']);
  });

  it('is nothing where the text has other places than its folded form', () => {
    expect(marked('ﬁ\u0301le', 'le')).toEqual([]);
    expect(marked('pedidos', 'xyz')).toEqual([]);
  });
});
