'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Tab, TabList, TabPanel, Tabs } from '../ui/tabs.tsx';

/** The open tab as the URL has it (`?tab=…`), the first one when it says none; Back returns to the one before. */
export function useUrlTab<Name extends string>(names: readonly [Name, ...Name[]]): [Name, (name: Name) => void] {
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(names).withDefault(names[0]).withOptions({ history: 'push' }));
  return [tab, (name) => void setTab(name)];
}

export interface UrlTabsProps<Name extends string> {
  /** What the tabs part, read aloud. */
  label: string;
  tabs: readonly {
    name: Name;
    label: string;
    /** How many things the tab holds; null = unknown, absent = nothing to count. */
    count?: number | null;
    /** Mounted only while the tab is open. */
    content: ReactNode;
  }[];
  /** Name of the open tab: see `useUrlTab`. */
  open: Name;
  onOpen: (name: Name) => void;
}

/** The parts of a page as tabs. */
export function UrlTabs<Name extends string>({ label, tabs, open, onOpen }: UrlTabsProps<Name>) {
  const format = useFormat();
  return (
    <Tabs
      value={open}
      onValueChange={(value) => {
        const next = tabs.find(({ name }) => name === value);
        if (next !== undefined) onOpen(next.name);
      }}
    >
      <TabList aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.name} value={tab.name}>
            {tab.label}
            {tab.count === undefined || tab.count === null ? null : (
              <span className="text-xs font-normal text-text-3">{format.integer(tab.count)}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ name, content }) => (
        <TabPanel key={name} value={name}>
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
