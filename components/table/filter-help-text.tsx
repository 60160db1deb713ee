'use client';

import { useTranslations } from 'next-intl';
import { operatorsOf } from './filter/complete-filter.ts';
import type { FilterGuide } from './use-filter-guide.ts';

const EXAMPLES = ['words', 'glob', 'exact', 'size', 'time', 'join', 'not', 'unknown'] as const;

/** The filter language in one look: examples made of this very table's fields, then all of its fields. */
export function FilterHelpText({ guide }: { guide: FilterGuide }) {
  const t = useTranslations('table.help');
  const nameOf = (...types: string[]) => guide.fields.find(({ type }) => types.includes(type))?.localName;
  const text = nameOf('text') ?? 'name';
  const figure = nameOf('number', 'rate') ?? 'lag';
  const length = nameOf('duration', 'time');
  return (
    <>
      <p className="text-sm font-semibold">{t('title')}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-sm">
        {EXAMPLES.filter((name) => name !== 'time' || length !== undefined).map((name) => (
          <div key={name} className="contents">
            <dt>
              <code className="rounded-sm bg-surface-2 px-1 py-0.5 font-mono text-xs whitespace-nowrap [font-variant-ligatures:none]">
                {
                  {
                    words: 'orders eu',
                    glob: `${text}:ped*`,
                    exact: `${text}="orders eu"`,
                    size: `${figure}>1.5k`,
                    time: `${length}>5min`,
                    join: `(a or b) ${figure}>0`,
                    not: `-test not ${figure}=0`,
                    unknown: `${figure}=unknown`,
                  }[name]
                }
              </code>
            </dt>
            <dd className="text-pretty text-text-2">{t(`example.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm font-semibold">{t('fields')}</p>
      <ul className="mt-1.5 grid gap-1 text-sm">
        {guide.fields.map(({ id, localName, label, type }) => (
          <li key={id} className="flex items-baseline gap-2">
            <code className="font-mono text-xs">{localName}</code>
            <span className="truncate text-text-2">{label}</span>
            <code className="ml-auto font-mono text-xs whitespace-nowrap text-text-3 [font-variant-ligatures:none]">
              {operatorsOf(type).join(' ')}
            </code>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-xs text-pretty text-text-2">{t('units')}</p>
    </>
  );
}
