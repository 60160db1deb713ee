'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { LogoMark } from '../shell/logo.tsx';
import { useChooseLocale } from '../shell/use-choose-locale.ts';
import { Button } from '../ui/button.tsx';

/** Short names for a row of two: each in its own language. */
const LOCALE_NAMES: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English' };

/** The frame of pages before sign-in: the mark, one card in the middle, language and theme below. */
export function EntryFrame({ children }: { children: ReactNode }) {
  const t = useTranslations('auth.frame');
  const locale = useLocale();
  const { resolvedTheme, setTheme } = useTheme();
  const chooseLocale = useChooseLocale();
  return (
    <div className="flex min-h-screen flex-col items-center px-4 py-8">
      <main className="flex w-full flex-1 flex-col items-center justify-center gap-6">
        <div className="flex items-center gap-3">
          <LogoMark size={40} />
          <span>
            <span className="block text-xl font-semibold tracking-[-0.015em]">Farol</span>
            <span className="block text-sm text-text-2">{t('tagline')}</span>
          </span>
        </div>
        {children}
      </main>
      <footer className="mt-8 flex flex-wrap items-center justify-center gap-1">
        {LOCALES.map((each) => (
          <Button
            key={each}
            variant="ghost"
            size="sm"
            lang={each}
            aria-pressed={each === locale}
            onClick={() => chooseLocale(each)}
            className={each === locale ? 'font-semibold! text-text!' : undefined}
          >
            {LOCALE_NAMES[each]}
          </Button>
        ))}
        <span aria-hidden className="mx-1 h-4 w-px bg-line-strong" />
        <Button variant="ghost" size="sm" onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}>
          {t('otherTheme')}
        </Button>
      </footer>
    </div>
  );
}
