'use client';

import { useTranslations } from 'next-intl';
import { createContext, use, useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import { partOnDemand } from '../ui/late-part.tsx';
import { useShortcuts } from './shortcuts.ts';

const loadPalette = () => import('./palette/palette-dialog.tsx');
/** Loaded when first wanted: most visits never open them. */
const PaletteDialog = partOnDemand(() => loadPalette().then((module) => module.PaletteDialog));
const ShortcutHelp = partOnDemand(() => import('./shortcut-help.tsx').then((module) => module.ShortcutHelp));

/** Dialogs of the shell: everything, clusters alone, the keyboard map. */
export type ShellDialog = 'palette' | 'clusters' | 'keys';

interface ShellDialogsState {
  open: (dialog: ShellDialog) => void;
  /** Fetches the palette's code ahead of its opening. */
  prepare: () => void;
}

const ShellDialogsContext = createContext<ShellDialogsState>({ open: () => undefined, prepare: () => undefined });

/** Opens the shell's dialogs. */
export function useShellDialogs(): ShellDialogsState {
  return use(ShellDialogsContext);
}

/** Holds the command palette and the list of shortcuts, and the keys that open them. */
export function ShellDialogs({ clusterId, children }: { clusterId: string | null; children: ReactNode }) {
  const t = useTranslations('shell.keys');
  const [dialog, setDialog] = useState<ShellDialog | null>(null);
  const isPalette = dialog === 'palette' || dialog === 'clusters';
  const early = useEarlyTyping(isPalette, () => setDialog(null));
  const state = useMemo(() => ({ open: setDialog, prepare: () => void loadPalette() }), []);
  useShortcuts([
    { keys: 'mod+k', section: 'general', label: t('palette'), run: () => setDialog(isPalette ? null : 'palette') },
    { keys: '?', section: 'general', label: t('help'), run: () => setDialog('keys') },
  ]);
  return (
    <ShellDialogsContext value={state}>
      {children}
      {isPalette ? (
        <PaletteDialog
          clusterId={clusterId}
          only={dialog === 'clusters' ? 'cluster' : null}
          typedBefore={early.typed}
          onReady={early.stop}
          onClose={() => setDialog(null)}
          onOpenKeys={() => setDialog('keys')}
        />
      ) : null}
      {dialog === 'keys' ? <ShortcutHelp onClose={() => setDialog(null)} /> : null}
    </ShellDialogsContext>
  );
}

/** Keeps what is typed between the key that opens the palette and the moment its field is there, so that quick fingers lose nothing. */
function useEarlyTyping(isOpening: boolean, giveUp: () => void): { typed: () => string; stop: () => void } {
  const text = useRef('');
  const isDone = useRef(false);
  const onEscape = useEffectEvent(giveUp);
  useEffect(() => {
    if (!isOpening) return;
    const type = (event: KeyboardEvent) => {
      if (!isDone.current && event.key === 'Escape') onEscape();
      if (isDone.current || event.ctrlKey || event.metaKey || event.altKey) return;
      // An Enter chooses nothing before there is anything to choose, nor may it press what had the focus.
      if (event.key !== 'Enter' && event.key.length !== 1) return;
      if (event.key !== 'Enter') text.current += event.key;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', type, true);
    return () => {
      window.removeEventListener('keydown', type, true);
      // Made ready for the next opening here, not there: a palette that is loaded already reads this before.
      text.current = '';
      isDone.current = false;
    };
  }, [isOpening]);
  return useMemo(
    () => ({
      typed: () => text.current,
      stop: () => {
        isDone.current = true;
      },
    }),
    [],
  );
}
