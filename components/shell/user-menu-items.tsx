'use client';

import { Keyboard, LogOut } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { useMe } from '#lib/client/session.ts';
import { CLUSTER_ZONE, DENSITIES } from '#lib/core/preferences.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { DropdownItem, DropdownLabel, DropdownRadioGroup, DropdownRadioItem, DropdownSeparator } from '../ui/dropdown.tsx';
import { KeyCaps } from './key-caps.tsx';
import { leave } from './leave.ts';
import { usePreferences } from './preferences.tsx';
import { useShellDialogs } from './shell-dialogs.tsx';
import { LOCALE_NAMES, useChooseLocale } from './use-choose-locale.ts';
import { browserZone } from './zone-names.ts';

const THEMES = ['system', 'light', 'dark'] as const;

/** What the user menu offers: who is signed in, the language, the look, the time zone, the keyboard map, and the way out. */
export function UserMenuItems() {
  const t = useTranslations('shell.user');
  const me = useMe().data;
  const { theme, setTheme } = useTheme();
  const locale = useLocale();
  const chooseLocale = useChooseLocale();
  const { preferences, change } = usePreferences();
  const { open } = useShellDialogs();
  const [isLeaving, setIsLeaving] = useState(false);
  const { zone } = preferences;
  const zones = useTranslations('shell.zone');

  return (
    <>
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
      <DropdownRadioGroup
        value={locale}
        onValueChange={(next) => {
          const chosen = LOCALES.find((each) => each === next);
          if (chosen !== undefined) chooseLocale(chosen);
        }}
      >
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
      <DropdownLabel>{t('density')}</DropdownLabel>
      <DropdownRadioGroup
        value={preferences.density}
        onValueChange={(next) => change({ density: DENSITIES.find((each) => each === next) ?? 'comfortable' })}
      >
        {DENSITIES.map((each) => (
          <DropdownRadioItem key={each} value={each}>
            {t(`densities.${each}`)}
          </DropdownRadioItem>
        ))}
      </DropdownRadioGroup>
      <DropdownSeparator />
      <DropdownLabel>{zones('label')}</DropdownLabel>
      <DropdownRadioGroup value={zone} onValueChange={(next) => change({ zone: next })}>
        <DropdownRadioItem value="browser">{zones('browser', { zone: browserZone() })}</DropdownRadioItem>
        <DropdownRadioItem value="UTC">UTC</DropdownRadioItem>
        <DropdownRadioItem value={CLUSTER_ZONE}>{zones('cluster')}</DropdownRadioItem>
        {zone === 'browser' || zone === 'UTC' || zone === CLUSTER_ZONE ? null : (
          <DropdownRadioItem value={zone}>{zone}</DropdownRadioItem>
        )}
      </DropdownRadioGroup>
      <DropdownSeparator />
      <DropdownItem onSelect={() => open('keys')}>
        <Keyboard aria-hidden />
        {t('keys')}
        <KeyCaps keys="?" className="ml-auto" />
      </DropdownItem>
      <DropdownItem
        onSelect={() => {
          setIsLeaving(true);
          leave();
        }}
        disabled={isLeaving}
      >
        <LogOut aria-hidden />
        {t('signOut')}
      </DropdownItem>
    </>
  );
}
