'use client';

import { CircleUserRound, LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { signOut, useMe } from '#lib/client/session.ts';
import { LOCALES, LOCALE_COOKIE } from '#lib/i18n/locales.ts';
import {
  Dropdown,
  DropdownContent,
  DropdownItem,
  DropdownLabel,
  DropdownRadioGroup,
  DropdownRadioItem,
  DropdownSeparator,
  DropdownTrigger,
} from '../ui/dropdown.tsx';

const THEMES = ['system', 'light', 'dark'] as const;
const YEAR_SECONDS = 31_536_000;
const LOCALE_NAMES: Record<(typeof LOCALES)[number], string> = { 'pt-BR': 'Português (Brasil)', en: 'English' };

/** Who is signed in, the language, the theme, and the way out. */
export function UserMenu() {
  const t = useTranslations('shell.user');
  const me = useMe().data;
  const { theme, setTheme } = useTheme();
  const locale = useLocale();
  const router = useRouter();
  const [isLeaving, setIsLeaving] = useState(false);

  const chooseLocale = (next: string) => {
    document.cookie = `${LOCALE_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    router.refresh();
  };
  const leave = () => {
    setIsLeaving(true);
    // A full load, so that nothing of the session stays in memory; also when the server no longer knew it.
    void signOut()
      .catch(() => undefined)
      .finally(() => window.location.assign('/sign-in'));
  };

  return (
    <Dropdown>
      <DropdownTrigger className="flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-left text-sm text-text-2 hover:bg-surface-2 hover:text-text">
        <CircleUserRound aria-hidden className="size-4 shrink-0 text-text-3" strokeWidth={1.75} />
        <span className="min-w-0 flex-1 truncate">{me?.name ?? t('menu')}</span>
        <span className="sr-only">{t('menu')}</span>
      </DropdownTrigger>
      <DropdownContent side="top" className="w-[232px]">
        {me === undefined ? null : (
          <>
            <div className="px-2 py-1.5">
              <p className="truncate text-sm font-medium">{me.name}</p>
              <p className="truncate text-xs text-text-3">
                {me.email} · {t(`role.${me.role}`)}
              </p>
            </div>
            <DropdownSeparator />
          </>
        )}
        <DropdownLabel>{t('language')}</DropdownLabel>
        <DropdownRadioGroup value={locale} onValueChange={chooseLocale}>
          {LOCALES.map((each) => (
            <DropdownRadioItem key={each} value={each} lang={each}>
              {LOCALE_NAMES[each]}
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
        <DropdownSeparator />
        <DropdownLabel>{t('theme')}</DropdownLabel>
        <DropdownRadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
          {THEMES.map((each) => (
            <DropdownRadioItem key={each} value={each}>
              {t(`themes.${each}`)}
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
        <DropdownSeparator />
        <DropdownItem onSelect={leave} disabled={isLeaving}>
          <LogOut aria-hidden />
          {t('signOut')}
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}
