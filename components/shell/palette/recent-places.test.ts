import { describe, expect, it } from 'vitest';
import { placeAt, withVisit } from './recent-places.ts';

describe('what a page is about', () => {
  it('is read from its address', () => {
    expect(placeAt('/clusters/loja-demo')).toMatchObject({ clusterId: 'loja-demo', kind: 'page', name: '' });
    expect(placeAt('/clusters/loja-demo/quorum')).toMatchObject({ kind: 'page', name: 'quorum' });
    expect(placeAt('/clusters/loja-demo/topics/Pedidos')).toMatchObject({ kind: 'topic', name: 'Pedidos' });
    expect(placeAt('/clusters/loja-demo/groups/a%20b%2Fc')).toMatchObject({ kind: 'group', name: 'a b/c' });
    expect(placeAt('/clusters/loja-demo/brokers/2')).toMatchObject({ kind: 'broker', name: '2' });
  });

  it('is nothing for other addresses, whoever wrote them into the store', () => {
    for (const path of [
      '/',
      '/sign-in',
      '/clusters/new',
      '/clusters/Loja',
      '/clusters/loja/topics/a/b',
      '/clusters/loja/secrets/x',
      '/clusters/loja/<script>',
      'https://evil.example/clusters/loja',
      `/clusters/loja/topics/${'x'.repeat(700)}`,
    ]) {
      expect([path, placeAt(path)]).toEqual([path, null]);
    }
  });
});

describe('visits', () => {
  it('stand newest first, each once, a dozen at most', () => {
    expect(withVisit(['/a', '/b'], '/b')).toEqual(['/b', '/a']);
    const many = Array.from({ length: 20 }, (_none, at) => `/${at}`);
    expect(withVisit(many, '/new')).toHaveLength(12);
    expect(withVisit(many, '/new')[0]).toBe('/new');
  });
});
