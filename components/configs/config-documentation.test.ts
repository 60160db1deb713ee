import { expect, it } from 'vitest';
import { plainText } from './config-documentation.ts';

it('turns the tags and entities of Kafka’s documentation into plain text', () => {
  expect(plainText('How <code>acks</code> &quot;all&quot;<p>works.</p>\n<ul><li>a</li></ul>')).toBe('How acks "all" works. a');
  expect(plainText('1 &lt; 2 and a < b')).toBe('1 < 2 and a < b');
  expect(plainText('&amp;lt;')).toBe('&lt;');
});
