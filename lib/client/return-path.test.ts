import { describe, expect, it } from 'vitest';
import { safeReturnPath, signInPath } from './return-path.ts';

describe('return path after sign-in', () => {
  it('keeps a page of this site with its query and fragment', () => {
    expect(safeReturnPath('/clusters/shop/topics?q=ped&sort=lag#rows')).toBe('/clusters/shop/topics?q=ped&sort=lag#rows');
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    'clusters/shop',
    '',
    null,
    undefined,
  ])('sends %j home, never to another site', (wanted) => {
    expect(safeReturnPath(wanted)).toBe('/');
  });

  it.each(['/sign-in', '/sign-in?next=%2F', '/setup?token=x', '/enter#x', '/api/v1/me'])('never returns to %s', (wanted) => {
    expect(safeReturnPath(wanted)).toBe('/');
  });

  it('survives the round trip through the sign-in link', () => {
    const from = '/clusters/a b/topics?q=x&y=1';
    const next = new URL(signInPath(from), 'http://farol.test').searchParams.get('next');
    expect(next).toBe('/clusters/a%20b/topics?q=x&y=1');
    expect(signInPath('/')).toBe('/sign-in');
  });
});
