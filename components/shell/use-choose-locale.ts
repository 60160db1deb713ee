'use client';

import { useRouter } from 'next/navigation';
import { LOCALE_COOKIE, type Locale } from '#lib/i18n/locales.ts';

const YEAR_SECONDS = 31_536_000;

/** Names of the languages, each in its own. */
export const LOCALE_NAMES: Record<Locale, string> = { 'pt-BR': 'Português (Brasil)', en: 'English' };

/** Changes the language of this browser; the page stays where it is. */
export function useChooseLocale(): (locale: Locale) => void {
  const router = useRouter();
  return (locale) => {
    document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    router.refresh();
  };
}
