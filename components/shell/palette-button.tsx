'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { KeyCaps } from './key-caps.tsx';
import { useShellDialogs } from './shell-dialogs.tsx';

/** Looks like a field and opens the command palette; on small screens an icon. */
export function PaletteButton() {
  const t = useTranslations('shell.palette');
  const { open, prepare } = useShellDialogs();
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => open('palette')}
      onPointerEnter={prepare}
      onFocus={prepare}
      className="flex h-[30px] min-w-[30px] items-center justify-center gap-2 rounded-md border border-line-strong bg-surface px-1.5 text-sm text-text-3 hover:bg-surface-2 hover:text-text-2 md:max-w-[320px] md:min-w-[120px] md:grow md:basis-[200px] md:justify-start md:px-2.5"
    >
      <Search aria-hidden className="size-4 shrink-0 md:size-3.5" />
      <span className="truncate max-md:sr-only">{t('button')}</span>
      <KeyCaps keys="mod+k" className="ml-auto max-md:hidden" />
    </button>
  );
}
