import { expect, it } from 'vitest';
import { visible } from './record-audit.ts';

it('a name cannot forge a line, colour a terminal or turn the text around', () => {
  expect(visible('a\nb\r\u001b[31mc\u202ed')).toBe('a\\u000ab\\u000d\\u001b[31mc\\u202ed');
  expect(visible('Ação ü 日本')).toBe('Ação ü 日本');
  expect(visible('x'.repeat(1000)).length).toBeLessThan(310);
});
