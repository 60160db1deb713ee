import { expect, it } from 'vitest';
import { rowCommand } from './row-keys.ts';
import { chosenOf, withAllToggled, withRange, withToggled } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];
const set = (...keys: string[]) => new Set(keys);

it('rows are chosen one by one, by range in either direction, and all together', () => {
  expect(withToggled(set('a'), 'b')).toEqual(set('a', 'b'));
  expect(withToggled(set('a'), 'a')).toEqual(set());
  expect(withRange(set('a'), order, 'd', 'b')).toEqual(set('a', 'b', 'c', 'd'));
  // The row where the range began is gone.
  expect(withRange(set(), order, 'gone', 'c')).toEqual(set('c'));
  expect(withRange(set('a'), order, 'a', 'gone')).toEqual(set('a'));
  expect(withAllToggled(set('hidden'), order)).toEqual(set('hidden', ...order));
  expect(withAllToggled(set('hidden', ...order), order)).toEqual(set('hidden'));
  expect([chosenOf(set(), order), chosenOf(set('a', 'x'), order), chosenOf(set(...order), order)]).toEqual([
    'none',
    'some',
    'all',
  ]);
  expect(chosenOf(set('hidden'), order)).toBe('none');
});

const press = (key: string, part: Partial<Parameters<typeof rowCommand>[0]> = {}) =>
  rowCommand({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...part }, 5, 20, 8);

it('keys move within the rows and not beyond', () => {
  expect(press('j')).toEqual({ kind: 'move', to: 6, extends: false });
  expect(press('k')).toEqual({ kind: 'move', to: 4, extends: false });
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', to: 6, extends: true });
  expect(press('PageUp')).toEqual({ kind: 'move', to: 0, extends: false });
  expect(press('PageDown')).toEqual({ kind: 'move', to: 13, extends: false });
  expect(press('End')).toEqual({ kind: 'move', to: 19, extends: false });
  expect(press('Home')).toEqual({ kind: 'move', to: 0, extends: false });
});

it('chords of the browser stay its own', () => {
  expect(press('j', { ctrlKey: true })).toBeNull();
  expect(press('ArrowDown', { altKey: true })).toBeNull();
  expect(press('x', { metaKey: true })).toBeNull();
  expect(press('Enter', { ctrlKey: true })).toEqual({ kind: 'open', inNewTab: true });
  expect(press('ArrowRight')).toBeNull();
});
