import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { loadMessages } from './load-messages.ts';
import { LOCALE_COOKIE, chooseLocale } from './locales.ts';

/** Language and texts of one request. There is no language in the URL: a link means the same for every reader. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get('accept-language'));
  // Times are drawn in the reader's own zone by useFormat; this one only keeps server and browser from disagreeing in ICU dates.
  return { locale, messages: await loadMessages(locale), timeZone: 'UTC' };
});
