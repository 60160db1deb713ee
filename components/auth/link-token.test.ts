import { expect, it } from 'vitest';
import { tokenOf } from './link-token.ts';

it('takes the secret of a link from the fragment first, then from the query', () => {
  expect(tokenOf({ hash: '#abc', search: '' })).toBe('abc');
  expect(tokenOf({ hash: '#token=abc', search: '?token=other' })).toBe('abc');
  expect(tokenOf({ hash: '', search: '?x=1&token=a%2Bb' })).toBe('a+b');
});

it('has none where there is none', () => {
  expect(tokenOf({ hash: '#', search: '?token=' })).toBeNull();
  expect(tokenOf({ hash: '', search: '' })).toBeNull();
});
