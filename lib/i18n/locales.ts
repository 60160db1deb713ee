/** Languages Farol speaks; each has a folder under `messages/`. */
export const LOCALES = ['pt-BR', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Cookie that holds the reader's own choice; it wins over the browser's languages. */
export const LOCALE_COOKIE = 'farol_locale';

/** True for a language Farol speaks. */
export function isLocale(text: string | null | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** Languages of an Accept-Language header, most wanted first; refused ones (q=0) left out. */
function wantedLanguages(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined);
      return { tag: tag.trim().toLowerCase(), weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/**
 * Language of an answer: the cookie, else the best match of Accept-Language.
 * Without any wish it is Portuguese, Farol's first language; with only foreign wishes it is English.
 */
export function chooseLocale(cookie: string | null | undefined, acceptLanguage: string | null | undefined): Locale {
  if (isLocale(cookie)) return cookie;
  const wanted = wantedLanguages(acceptLanguage ?? '');
  for (const tag of wanted) {
    if (tag === '*') return 'pt-BR';
    if (tag === 'pt' || tag.startsWith('pt-')) return 'pt-BR';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return wanted.length === 0 ? 'pt-BR' : 'en';
}
