'use client';

import { useTranslations } from 'next-intl';
import { cn } from '../ui/cn.ts';
import type { CompletionList } from './use-completions.ts';

/** What may be written next, under a filter field. The field keeps the focus and names the option that Enter takes. */
export function CompletionsList({ id, list, label }: { id: string; list: CompletionList; label: string }) {
  const t = useTranslations('table');
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('completions', { label })}
      hidden={!list.isOpen}
      className="pop-in absolute top-full left-0 z-20 mt-1 max-h-[320px] w-max max-w-[min(420px,calc(100vw-32px))] min-w-full overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop"
    >
      {list.options.map((option, index) => (
        // The field takes the keys; this list has none of its own.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={`${option.kind} ${option.name}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === list.at}
          // The field must not lose the focus to a click here.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => list.take(index)}
          ref={index === list.at ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
          className={cn(
            'flex min-h-[28px] cursor-pointer items-center gap-3 rounded-md px-2 py-1 text-sm hover:bg-surface-2',
            index === list.at && 'bg-surface-3',
          )}
        >
          <span className="truncate font-mono text-[0.96em] [font-variant-ligatures:none]">{option.name}</span>
          <span className="ml-auto truncate text-xs text-text-2">
            {option.kind === 'operator' ? t(`operator.${WORD_OF[option.detail] ?? 'equals'}`) : option.detail}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Operators as words of the messages. */
const WORD_OF: Readonly<Record<string, string>> = {
  ':': 'contains',
  '=': 'equals',
  '!=': 'differs',
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
};
