'use client';

import { useTranslations } from 'next-intl';
import { cn } from '../ui/cn.ts';
import { chosenOf } from './selection.ts';
import type { Selection } from './use-selection.ts';

/** Chooses all rows that fit the filter, or none of them. */
export function HeaderCheckbox({
  selection,
  keys,
  isPinned,
}: {
  selection: Selection;
  keys: readonly string[];
  isPinned: boolean;
}) {
  const t = useTranslations('table');
  const chosen = chosenOf(selection.keys, keys);
  return (
    <th
      scope="col"
      style={isPinned ? { left: 0 } : undefined}
      className={cn('sticky top-(--table-top) h-[34px] bg-surface', isPinned ? 'z-[3]' : 'z-[2]')}
    >
      <label className="grid size-full cursor-pointer place-items-center">
        <input
          type="checkbox"
          aria-label={t('selectAll', { count: keys.length })}
          checked={chosen === 'all'}
          ref={(box) => {
            if (box !== null) box.indeterminate = chosen === 'some';
          }}
          onChange={() => selection.toggleAll(keys)}
          className="size-3.5 accent-(--primary)"
        />
      </label>
    </th>
  );
}
