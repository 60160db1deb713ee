'use client';

import { useEffect, useId, useRef, useSyncExternalStore } from 'react';
import { isSingle, nextStep, pressName } from './match-keys.ts';
import { usePreferences } from './preferences.tsx';

/** Where a shortcut stands in the list of shortcuts. */
export type ShortcutSection = 'general' | 'go' | 'time' | 'page';

/** What a key, or a pair of keys one after the other, does while its owner is on the page. */
export interface Shortcut {
  /** "j", "?", "g t", "mod+k": see `pressName`. */
  keys: string;
  section: ShortcutSection;
  /** What it does, in the list of shortcuts. */
  label: string;
  /** `false` = there was nothing to do: the key goes where it would have gone. */
  run: () => void | false;
}

/** How long the first key of a pair waits for the second, ms. */
const PAIR_MS = 1_500;

/** What each mounted owner offers; the latest one wins where two offer the same keys. */
const owners = new Map<string, { readonly current: readonly Shortcut[] }>();
const listeners = new Set<() => void>();
let listed: readonly Shortcut[] = [];

function changed(): void {
  const byKeys = new Map([...owners.values()].flatMap(({ current }) => current).map((shortcut) => [shortcut.keys, shortcut]));
  listed = [...byKeys.values()];
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers shortcuts while the component is mounted. They never fire while someone types, in menus or dialogs, or when single keys are off. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const latest = useRef(shortcuts);
  const names = shortcuts.map(({ keys, label }) => `${keys} ${label}`).join('\n');
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    owners.set(id, latest);
    changed();
    return () => {
      owners.delete(id);
      changed();
    };
  }, [id, names]);
}

/** Everything that has a shortcut on this page now. */
export function useListedShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    subscribe,
    () => listed,
    () => listed,
  );
}

/** Whether keys belong to what has the focus: a field, a menu, a list to choose from, anything in a dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest(
    'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]:not([contenteditable="false"])',
  );
  return (
    control !== null ||
    target.closest('[role="textbox"], [role="combobox"], [role="menu"], [role="listbox"], [role="dialog"]') !== null
  );
}

/** Listens to the keyboard for all shortcuts. Mounted once, by the shell. */
export function useShortcutKeys(): void {
  const { preferences } = usePreferences();
  const { singleKeys } = preferences;
  useEffect(() => {
    let pending: string | null = null;
    let pendingAt = 0;
    const press = (event: KeyboardEvent) => {
      const name = event.defaultPrevented || event.isComposing ? null : pressName(event, isApple());
      if (name === null) return;
      if (isSingle(name) && (!singleKeys || isTyping(event.target))) return;
      const shortcuts = [...owners.values()].flatMap(({ current }) => current);
      const first = event.timeStamp - pendingAt < PAIR_MS ? pending : null;
      const step = nextStep(
        first,
        name,
        shortcuts.map(({ keys }) => keys),
      );
      pending = step.pending;
      pendingAt = event.timeStamp;
      const shortcut = shortcuts.findLast(({ keys }) => keys === step.run);
      if (shortcut !== undefined && shortcut.run() !== false) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [singleKeys]);
}

/** Whether this machine's command key is ⌘. */
function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Whether shortcuts are to be written with ⌘; Ctrl until the page wakes. */
export function useIsApple(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    isApple,
    () => false,
  );
}
