'use client';

import { useRef, useState, type RefObject } from 'react';
import type { Completion, Completions } from './filter/complete-filter.ts';
import type { FilterGuide } from './use-filter-guide.ts';

/** The list under a filter field. */
export interface CompletionList {
  options: readonly Completion[];
  /** The option that Enter takes; -1 for none. */
  at: number;
  isOpen: boolean;
  /** Looks up what may be written at the caret of that text; `always` opens even where a plain word stands. */
  ask: (text: string, always?: boolean) => void;
  move: (by: 1 | -1) => void;
  /** Writes an option, and asks what comes next. */
  take: (index: number) => void;
  close: () => void;
}

const NOTHING: Completions = { from: 0, to: 0, options: [] };

/** Keeps the completions of a filter field. `write` sets its text and `inputRef` takes the caret along. */
export function useCompletions(
  guide: FilterGuide | undefined,
  inputRef: RefObject<HTMLInputElement | null>,
  write: (text: string) => void,
): CompletionList {
  const [found, setFound] = useState(NOTHING);
  const [at, setAt] = useState(-1);
  const asked = useRef(0);
  const close = () => {
    asked.current += 1;
    setFound(NOTHING);
    setAt(-1);
  };
  const ask = (text: string, always = false) => {
    const input = inputRef.current;
    if (guide === undefined || input === null) return;
    const caret = input.selectionStart ?? text.length;
    // While nothing is written there is nothing to complete, unless a person asks what there is.
    if (!always && text.slice(0, caret).trim() === '') return close();
    asked.current += 1;
    const mine = asked.current;
    void guide.complete(text, caret).then((completions) => {
      // Typing goes on meanwhile: only the newest answer counts.
      if (asked.current !== mine) return;
      const isBare = completions.from === completions.to;
      setFound(isBare && !always && completions.options.every(({ kind }) => kind === 'field') ? NOTHING : completions);
      setAt(-1);
    });
  };
  const take = (index: number) => {
    const input = inputRef.current;
    const option = found.options[index];
    if (input === null || option === undefined) return;
    const text = input.value;
    const caret = found.from + option.insert.length;
    const next = text.slice(0, found.from) + option.insert + text.slice(found.to);
    write(next);
    close();
    requestAnimationFrame(() => {
      input.setSelectionRange(caret, caret);
      if (option.kind !== 'value') ask(next);
    });
  };
  const { length } = found.options;
  return {
    options: found.options,
    at,
    isOpen: length > 0,
    ask,
    move: (by) => setAt((was) => (was < 0 && by < 0 ? length - 1 : (was + by + length) % length)),
    take,
    close,
  };
}
