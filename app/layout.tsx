import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PREFERENCES_COOKIE, parsePreferences } from '#lib/core/preferences.ts';
import { withoutLate } from '#lib/i18n/late-namespaces.ts';
import { Providers } from './providers.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return {
    title: { default: t('product'), template: `%s · ${t('product')}` },
    description: t('description'),
    robots: { index: false },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#121a26' },
  ],
};

/** The frame of every page: language, texts, theme, density. `suppressHydrationWarning`: the theme is set on this element before React wakes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, head, jar] = await Promise.all([getLocale(), getMessages(), headers(), cookies()]);
  const preferences = parsePreferences(jar.get(PREFERENCES_COOKIE)?.value);
  return (
    <html lang={locale} data-density={preferences.density} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider locale={locale} messages={withoutLate(messages)} timeZone="UTC">
          <Providers nonce={head.get('x-nonce') ?? undefined} preferences={preferences}>
            {children}
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
