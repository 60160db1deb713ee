/** What a key asks of the rows. */
export type RowCommand =
  | { kind: 'move'; to: number; extends: boolean }
  | { kind: 'open'; inNewTab: boolean }
  | { kind: 'select' }
  | { kind: 'clear' }
  | { kind: 'filter' };

/** A key press as far as rows care. */
export interface RowKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key asks for while row `at` of `count` has the focus and `page` rows fit on the screen; null = nothing of ours. */
export function rowCommand(event: RowKey, at: number, count: number, page: number): RowCommand | null {
  const { key, shiftKey } = event;
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  if (key === 'Enter' && !event.altKey && !shiftKey) return { kind: 'open', inNewTab: event.ctrlKey || event.metaKey };
  if (isChord) return null;
  const move = (to: number, mayExtend = false): RowCommand => ({
    kind: 'move',
    to: Math.max(0, Math.min(count - 1, to)),
    extends: mayExtend && shiftKey,
  });
  switch (key) {
    case 'ArrowDown':
      return move(at + 1, true);
    case 'ArrowUp':
      return move(at - 1, true);
    case 'j':
      return move(at + 1);
    case 'k':
      return move(at - 1);
    case 'Home':
      return move(0);
    case 'End':
      return move(count - 1);
    case 'PageDown':
      return move(at + page);
    case 'PageUp':
      return move(at - page);
    case 'x':
    case ' ':
      return { kind: 'select' };
    case 'Escape':
      return { kind: 'clear' };
    case '/':
      return { kind: 'filter' };
    default:
      return null;
  }
}
