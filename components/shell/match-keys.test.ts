import { describe, expect, it } from 'vitest';
import { keyCaps, nextStep, pressName } from './match-keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const KNOWN = ['j', '/', '?', '[', 'g t', 'g o', 'mod+k'];

describe('a key press', () => {
  it('is named by what it writes, and by the machine’s own command key', () => {
    expect(pressName({ ...plain, key: 'j' }, false)).toBe('j');
    expect(pressName({ ...plain, key: 'J' }, false)).toBe('j');
    expect(pressName({ ...plain, key: '?' }, true)).toBe('?');
    expect(pressName({ ...plain, key: 'k', ctrlKey: true }, false)).toBe('mod+k');
    expect(pressName({ ...plain, key: 'k', metaKey: true }, true)).toBe('mod+k');
  });

  it('is left to the browser with the other machine’s command key, with Alt, or when it writes nothing', () => {
    expect(pressName({ ...plain, key: 'k', ctrlKey: true }, true)).toBeNull();
    expect(pressName({ ...plain, key: 'k', metaKey: true }, false)).toBeNull();
    expect(pressName({ ...plain, key: 'j', altKey: true }, false)).toBeNull();
    for (const key of ['Escape', 'ArrowDown', 'Dead', ' ', 'Shift']) expect(pressName({ ...plain, key }, false)).toBeNull();
  });

  it('counts as written when AltGr wrote it', () => {
    expect(pressName({ ...plain, key: '[', ctrlKey: true, altKey: true }, false)).toBe('[');
  });
});

describe('shortcuts', () => {
  it('run at once, or after both keys of a pair', () => {
    expect(nextStep(null, 'j', KNOWN)).toEqual({ run: 'j', pending: null });
    expect(nextStep(null, 'g', KNOWN)).toEqual({ run: null, pending: 'g' });
    expect(nextStep('g', 't', KNOWN)).toEqual({ run: 'g t', pending: null });
  });

  it('forget the first key when the second does not follow, and take that for what it is alone', () => {
    expect(nextStep('g', 'j', KNOWN)).toEqual({ run: 'j', pending: null });
    expect(nextStep('g', 'y', KNOWN)).toEqual({ run: null, pending: null });
    expect(nextStep('g', 'g', KNOWN)).toEqual({ run: null, pending: 'g' });
    expect(nextStep(null, 't', KNOWN)).toEqual({ run: null, pending: null });
  });

  it('are printed as the keys of the machine', () => {
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
    expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(keyCaps('g t', false)).toEqual(['g', 't']);
  });
});
