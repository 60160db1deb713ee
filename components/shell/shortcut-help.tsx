'use client';

import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Dialog, ModalContent } from '../ui/dialog.tsx';
import { Switch } from '../ui/switch.tsx';
import { KeyCaps } from './key-caps.tsx';
import { usePreferences } from './preferences.tsx';
import { useListedShortcuts } from './shortcuts.ts';

/** Two columns of about the same length. */
const COLUMNS = [['general', 'page', 'time'], ['go']] as const;

type Section = (typeof COLUMNS)[number][number];

/** The keyboard map of the page in view, and the switch for single keys. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shell.keys');
  const common = useTranslations('common');
  const { preferences, change } = usePreferences();
  const shortcuts = useListedShortcuts();
  return (
    <Dialog open onOpenChange={onClose}>
      <ModalContent title={t('title')} closeLabel={common('close')} className="max-w-[720px]!">
        <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
          {COLUMNS.map((sections) => (
            <div key={sections[0]} className="grid content-start gap-5">
              {sections.map((section) => (
                <ShortcutSection
                  key={section}
                  title={t(`section.${section}`)}
                  shortcuts={[...shortcuts.filter((each) => each.section === section), ...fixed(section, t)]}
                />
              ))}
            </div>
          ))}
        </div>
        <div className="mt-5 border-t border-line pt-4">
          <Switch label={t('single')} checked={preferences.singleKeys} onCheckedChange={(singleKeys) => change({ singleKeys })} />
          <p className="mt-1 text-xs text-pretty text-text-3">{t('singleHint')}</p>
        </div>
      </ModalContent>
    </Dialog>
  );
}

function ShortcutSection({ title, shortcuts }: { title: string; shortcuts: readonly { keys: string; label: string }[] }) {
  if (shortcuts.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] text-sm">
        {shortcuts.map(({ keys, label }) => (
          <Fragment key={keys}>
            <dt className="border-t border-line py-1.5 pr-4 text-text-2">{label}</dt>
            <dd className="border-t border-line py-1.5 text-right">
              <KeyCaps keys={keys} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

/** Keys that belong to what has the focus, not to the page. */
function fixed(section: Section, t: (key: 'open' | 'close' | 'paste') => string): { keys: string; label: string }[] {
  switch (section) {
    case 'general':
      return [{ keys: 'Esc', label: t('close') }];
    case 'page':
      return [{ keys: '↵', label: t('open') }];
    case 'time':
      return [{ keys: 'mod+v', label: t('paste') }];
    case 'go':
      return [];
  }
}
