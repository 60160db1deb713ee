import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { env } from '../env.ts';
import { compileMessages } from './compile-messages.ts';
import { loadMessages } from './load-messages.ts';
import { LOCALE_COOKIE, chooseLocale } from './locales.ts';
import { PSEUDO_LOCALE, pseudoTree } from './pseudo.ts';

/** Language and texts of one request. There is no language in the URL: a link means the same for every reader. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const wish = jar.get(LOCALE_COOKIE)?.value;
  // For tests of the layout, never where Farol serves people.
  if (wish === PSEUDO_LOCALE && !env().production) {
    return { locale: 'en', messages: compileMessages(pseudoTree(await loadMessages('en'))), timeZone: 'UTC' };
  }
  const locale = chooseLocale(wish, head.get('accept-language'));
  // Times are drawn in the reader's own zone by useFormat; this one only keeps server and browser from disagreeing in ICU dates.
  return { locale, messages: compileMessages(await loadMessages(locale)), timeZone: 'UTC' };
});
