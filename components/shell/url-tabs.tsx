'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Tabs, type TabsProps } from '../ui/tabs.tsx';

/** The open tab as the URL has it (`?tab=…`), the first one when it says none; Back returns to the one before. */
export function useUrlTab<Name extends string>(names: readonly [Name, ...Name[]]): [Name, (name: Name) => void] {
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(names).withDefault(names[0]).withOptions({ history: 'push' }));
  return [tab, (name) => void setTab(name)];
}

export interface UrlTabsProps<Name extends string> extends Pick<TabsProps<Name>, 'label' | 'open' | 'onOpen'> {
  tabs: readonly (TabsProps<Name>['tabs'][number] & {
    /** How many things the tab holds; null = unknown, absent = nothing to count. */
    count?: number | null;
  })[];
}

/** The parts of a page as tabs, with how much each holds. `open`: see `useUrlTab`. */
export function UrlTabs<Name extends string>({ tabs, ...props }: UrlTabsProps<Name>) {
  const format = useFormat();
  return (
    <Tabs
      {...props}
      tabs={tabs.map(({ count = null, ...tab }) => ({
        ...tab,
        label: (
          <>
            {tab.label}
            {count === null ? null : <span className="text-xs font-normal text-text-3">{format.integer(count)}</span>}
          </>
        ),
      }))}
    />
  );
}
