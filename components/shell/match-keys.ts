/** What of a key press decides about shortcuts: the parts of a `KeyboardEvent`. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a press leads to. */
export interface KeyStep {
  /** Keys of the shortcut to run; null = none. */
  run: string | null;
  /** First key of a pair that waits for its second; null = none waits. */
  pending: string | null;
}

/**
 * A press as shortcuts are written: "j", "?", "mod+k" (⌘ on Apple's machines, Ctrl on others); null when it can be part of none.
 * Shift is not told apart: "?" needs it on some keyboards and not on others.
 */
export function pressName({ key, ctrlKey, metaKey, altKey }: KeyPress, isApple: boolean): string | null {
  const isMod = isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (isMod && !altKey) return key.length === 1 ? `mod+${key.toLowerCase()}` : null;
  // AltGr writes signs on many keyboards and is told as Ctrl with Alt: what it writes counts as written.
  const writes = !metaKey && (ctrlKey ? altKey : true) && (altKey ? ctrlKey : true);
  if (!writes || key.length !== 1 || key === ' ') return null;
  return key.toLowerCase();
}

/** What a press means after `pending` (the first key of a pair, null = none) among the known shortcuts ("j", "g t", "mod+k"). */
export function nextStep(pending: string | null, press: string, known: readonly string[]): KeyStep {
  if (pending !== null && known.includes(`${pending} ${press}`)) return { run: `${pending} ${press}`, pending: null };
  if (known.includes(press)) return { run: press, pending: null };
  return { run: null, pending: known.some((keys) => keys.startsWith(`${press} `)) ? press : null };
}

/** Whether shortcut keys need no Ctrl or ⌘: those can be switched off, and never work while someone types. */
export function isSingle(keys: string): boolean {
  return !keys.startsWith('mod+');
}

/** A shortcut as it is printed on this machine's keys: ["⌘", "K"], ["Ctrl", "K"], ["g", "t"]. */
export function keyCaps(keys: string, isApple: boolean): string[] {
  if (isSingle(keys)) return keys.split(' ');
  return [isApple ? '⌘' : 'Ctrl', keys.slice('mod+'.length).toUpperCase()];
}
