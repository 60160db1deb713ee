'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import type { LateNamespace } from './late-namespaces.ts';
import type { MessageTree } from './load-messages.ts';
import { isLocale, type Locale } from './locales.ts';

type Texts = { default: MessageTree };

/** Written out, so that the bundler makes a small file of each and nothing else. */
const FILES: Record<LateNamespace, Record<Locale, () => Promise<Texts>>> = {
  'fault-help': {
    en: () => import('#messages/en/fault-help.json'),
    'pt-BR': () => import('#messages/pt-BR/fault-help.json'),
  },
  glossary: {
    en: () => import('#messages/en/glossary.json'),
    'pt-BR': () => import('#messages/pt-BR/glossary.json'),
  },
  tour: {
    en: () => import('#messages/en/tour.json'),
    'pt-BR': () => import('#messages/pt-BR/tour.json'),
  },
};

/** Texts of a late namespace in the reader's language, fetched once a session; undefined until they are there, or when they cannot be had. */
export function useLateTexts(namespace: LateNamespace, enabled = true): MessageTree | undefined {
  const language = useLocale();
  const locale = isLocale(language) ? language : 'en';
  const { data } = useQuery({
    queryKey: ['texts', namespace, locale],
    queryFn: async () => (await FILES[namespace][locale]()).default,
    enabled,
    staleTime: Infinity,
    gcTime: Infinity,
    networkMode: 'always',
  });
  return data;
}

/** The text at a path of a tree; null where there is none. */
export function textAt(tree: MessageTree | undefined, ...path: string[]): string | null {
  let place: MessageTree | string | undefined = tree;
  for (const key of path) place = typeof place === 'object' ? place[key] : undefined;
  return typeof place === 'string' ? place : null;
}
