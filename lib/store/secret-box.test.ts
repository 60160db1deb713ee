import { describe, expect, test } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const box = createSecretBox('a secret of more than thirty-two characters');

describe('secret box', () => {
  test('gives back what was sealed, for the same place only', () => {
    const sealed = box.seal({ password: 'pa55wörd' }, 'cluster/a');
    expect(box.open(sealed, 'cluster/a')).toEqual({ password: 'pa55wörd' });
    expect(() => box.open(sealed, 'cluster/b')).toThrow(/changed or moved/);
  });

  test('sealed bytes hold neither the value nor a pattern of it', () => {
    const first = Buffer.from(box.seal('hunter2hunter2', 'x'));
    expect(first.includes('hunter2')).toBe(false);
    expect(first.equals(Buffer.from(box.seal('hunter2hunter2', 'x')))).toBe(false);
  });

  test('every changed byte is noticed', () => {
    const sealed = box.seal({ n: 1 }, 'x');
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => box.open(changed, 'x')).toThrow(/stored secret x/);
    }
    expect(() => box.open(sealed.subarray(0, 20), 'x')).toThrow(/damaged/);
  });

  test('another secret is told apart from damage', () => {
    expect(() => createSecretBox('quite another secret of that length').open(box.seal(1, 'x'), 'x')).toThrow(
      /another APP_SECRET/,
    );
  });

  test('an empty secret is refused', () => {
    expect(() => createSecretBox('')).toThrow(/APP_SECRET is empty/);
  });
});
