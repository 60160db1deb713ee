'use client';

import { CalendarClock, Clock3, Globe, Keyboard, Languages, Link2, LogOut, Plus, Printer, Rows3, SunMoon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { CLUSTER_ZONE, DENSITIES } from '#lib/core/preferences.ts';
import { RANGE_PRESETS } from '#lib/core/time-range.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { copyText } from '../copy-text.ts';
import { leave } from '../leave.ts';
import { usePreferences } from '../preferences.tsx';
import { useRangeName } from '../range-name.ts';
import { linkToMoment, rangeText } from '../range-text.ts';
import { LOCALE_NAMES, useChooseLocale } from '../use-choose-locale.ts';
import { useTimeRange } from '../use-time-range.ts';
import { browserZone, knownZones } from '../zone-names.ts';
import type { PaletteEntry } from './palette-entry.ts';

const THEMES = ['system', 'light', 'dark'] as const;

/** Everything the palette can do beside going somewhere. What is already so is not offered. */
export function usePaletteActions(hasCharts: boolean, openKeys: () => void): PaletteEntry[] {
  const t = useTranslations('shell.actions');
  const user = useTranslations('shell.user');
  const zones = useTranslations('shell.zone');
  const common = useTranslations('common');
  const locale = useLocale();
  const chooseLocale = useChooseLocale();
  const { theme = 'system', setTheme } = useTheme();
  const { preferences, change } = usePreferences();
  const { range, setRange } = useTimeRange();
  const { spanName } = useRangeName();
  const action = (id: string, label: string, more: Omit<PaletteEntry, 'id' | 'kind' | 'label' | 'place'>): PaletteEntry => ({
    id: `action ${id}`,
    kind: 'action',
    label,
    place: null,
    ...more,
  });

  const look = [
    ...THEMES.filter((each) => each !== theme).map((each) =>
      action(`theme ${each}`, t('theme', { theme: user(`themes.${each}`) }), {
        icon: SunMoon,
        words: t('words.theme'),
        run: () => setTheme(each),
      }),
    ),
    ...DENSITIES.filter((each) => each !== preferences.density).map((each) =>
      action(`density ${each}`, t('density', { density: user(`densities.${each}`) }), {
        icon: Rows3,
        words: t('words.density'),
        run: () => change({ density: each }),
      }),
    ),
    ...LOCALES.filter((each) => each !== locale).map((each) =>
      action(`locale ${each}`, t('language', { language: LOCALE_NAMES[each] }), {
        icon: Languages,
        words: t('words.language'),
        run: () => chooseLocale(each),
      }),
    ),
  ];
  const ranges = !hasCharts
    ? []
    : [
        ...RANGE_PRESETS.filter((span) => range.kind === 'absolute' || range.span !== span).map((span) =>
          action(`range ${span}`, t('range', { range: spanName(span) }), {
            icon: Clock3,
            words: `${t('words.range')} ${span}`,
            isHidden: true,
            run: () => setRange({ kind: 'relative', span }),
          }),
        ),
        action('copy moment', t('copyMoment'), {
          icon: Link2,
          words: t('words.copy'),
          run: () => void copyText(linkToMoment(window.location.href, range, Date.now()), t('linkCopied')),
        }),
        action('copy range', t('copyRange'), {
          icon: CalendarClock,
          words: t('words.copy'),
          run: () => void copyText(rangeText(range, Date.now()), t('rangeCopied')),
        }),
      ];
  const own = browserZone();
  const zone = (name: string, label: string, isHidden: boolean) =>
    action(`zone ${name}`, t('zone', { zone: label }), {
      icon: Globe,
      words: `${t('words.zone')} ${name.replaceAll(/[_/]/g, ' ')}`,
      isHidden,
      run: () => change({ zone: name }),
    });
  return [
    ...look,
    ...(preferences.zone === 'browser' ? [] : [zone('browser', zones('browser', { zone: own }), false)]),
    ...(preferences.zone === 'UTC' ? [] : [zone('UTC', 'UTC', false)]),
    ...(preferences.zone === CLUSTER_ZONE ? [] : [zone(CLUSTER_ZONE, zones('cluster'), true)]),
    ...ranges,
    action('copy link', t('copyLink'), {
      icon: Link2,
      words: t('words.copy'),
      run: () => void copyText(window.location.href, t('linkCopied')),
    }),
    action('keys', t('keys'), { icon: Keyboard, words: t('words.keys'), keys: '?', run: openKeys }),
    action('single keys', t(preferences.singleKeys ? 'keysOff' : 'keysOn'), {
      icon: Keyboard,
      words: t('words.keys'),
      isHidden: true,
      run: () => change({ singleKeys: !preferences.singleKeys }),
    }),
    action('add cluster', common('addCluster'), { icon: Plus, href: '/clusters/new' }),
    action('print', t('print'), { icon: Printer, isHidden: true, run: () => window.print() }),
    action('sign out', user('signOut'), { icon: LogOut, isHidden: true, run: leave }),
    ...knownZones()
      .filter((name) => name !== preferences.zone && name !== 'UTC')
      .map((name) => zone(name, name, true)),
  ];
}
