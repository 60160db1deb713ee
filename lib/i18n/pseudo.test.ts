import { resolve } from 'node:path';
import { createTranslator } from 'next-intl';
import { expect, it } from 'vitest';
import { loadMessages } from './load-messages.ts';
import { pseudoMessage, pseudoTree } from './pseudo.ts';

it.each([
  ['Add cluster', '[Áádd çlúúštéér]'],
  ['{age} ago', '[{age} áágóó]'],
  ['{count, plural, one {# broker} other {# brokers}} up', '[{count, plural, one {# bróókéér} other {# bróókéérš}} úúp]'],
  ['a <b>bold</b> word', '[áá <b>bóóld</b> wóórd]'],
  ['{n, plural, =0 {none of {name}} other {#}}', '[{n, plural, =0 {ñóóñéé óóf {name}} other {#}}]'],
])('stretches the words of “%s” and nothing else', (message, expected) => {
  expect(pseudoMessage(message)).toBe(expected);
});

it('makes texts that are about 40 % longer and still valid messages', async () => {
  const english = await loadMessages('en', resolve(import.meta.dirname, '../../messages'));
  const pseudo = pseudoTree(english);
  expect(JSON.stringify(pseudo['states']).length / JSON.stringify(english['states']).length).toBeGreaterThan(1.2);
  const translator: unknown = createTranslator({ locale: 'en', messages: pseudo, namespace: 'states' });
  const t = translator as (key: string, values: object) => string;
  expect(t('partial.title', { answered: 2, expected: 3 })).toBe('[2 óóf 3 bróókéérš ááñšwéérééd]');
});
