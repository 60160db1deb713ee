'use client';

import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';

export interface TabsProps<Name extends string> {
  /** What the tabs part, read aloud. */
  label: string;
  tabs: readonly {
    name: Name;
    label: ReactNode;
    /** Mounted only while the tab is open. */
    content: ReactNode;
  }[];
  /** Name of the open tab; keep it in the URL, so that a link opens the same view. */
  open: Name;
  onOpen: (name: Name) => void;
}

/**
 * Parts of a page of which one is open. One stop of Tab; arrows, Home and End open the others.
 * Stands here rather than in a library for the reason that tooltips do: it took a page 8 kB before anything could be seen.
 */
export function Tabs<Name extends string>({ label, tabs, open, onOpen }: TabsProps<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = tabs.find(({ name }) => name === open) ?? tabs[0];
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ name }) => name === shown?.name);
    const last = tabs.length - 1;
    const next = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (tab === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(tab.name);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.name}"]`)?.focus();
  };
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        tabIndex={-1}
        className="flex gap-1 overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            data-tab={tab.name}
            aria-selected={tab === shown}
            aria-controls={tab === shown ? `${id}-panel` : undefined}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => onOpen(tab.name)}
            className="-mb-px inline-flex h-9 items-center gap-1.5 rounded-t-md border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 aria-selected:border-primary aria-selected:text-text"
          >
            {tab.label}
          </button>
        ))}
      </div>
      {shown === undefined ? null : (
        // A panel takes the focus, so that a reader of the screen comes from the tab to what it shows.
        <div
          key={shown.name}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${shown.name}`}
          tabIndex={0}
          className="pt-3.5"
        >
          {shown.content}
        </div>
      )}
    </div>
  );
}
