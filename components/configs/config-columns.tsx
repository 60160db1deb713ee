'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ConfigEntrySummary } from '#lib/contracts/brokers.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { TextCell } from '../table/cells.tsx';
import type { DataColumn } from '../table/columns.ts';
import { Badge } from '../ui/badge.tsx';
import { plainText } from './config-documentation.ts';
import { configMeaning } from './config-meaning.ts';
import { configSource, isChanged, sourceRank, type ConfigScope } from './config-source.ts';

/** Width of the window from which the lesser columns show. */
const FROM_LAPTOP = 1200;

/** Columns of a configuration. `marksChanged`: names the changed ones, for a table in which others stand beside them. */
export function useConfigColumns(scope: ConfigScope, marksChanged: boolean): readonly DataColumn<ConfigEntrySummary>[] {
  const t = useTranslations('configs');
  const format = useFormat();
  return useMemo((): DataColumn<ConfigEntrySummary>[] => {
    const sourceText = (source: string) => {
      const word = configSource(source);
      return word === scope ? t(`${scope}.own`) : t(`sources.${word}`);
    };
    return [
      {
        id: 'name',
        header: t('key'),
        type: 'text',
        width: 280,
        value: ({ name }) => name,
        cell: ({ name }) => (
          <span title={name} className="block truncate font-mono text-[0.96em] font-medium">
            {name}
          </span>
        ),
      },
      {
        id: 'value',
        header: t('value'),
        type: 'text',
        width: 200,
        // What Kafka keeps to itself is unknown, never an empty text.
        filterValue: ({ value, sensitive }) => (sensitive ? null : value),
        cell: (entry) =>
          entry.sensitive ? (
            <span className="text-text-3">{t('sensitive')}</span>
          ) : entry.value === '' ? (
            <span className="text-text-3">{t('empty')}</span>
          ) : (
            <span className="flex min-w-0 items-baseline gap-2">
              <TextCell mono value={entry.value} reason={t('noValue')} />
              <span className="text-text-3">{configMeaning(entry, format)}</span>
            </span>
          ),
      },
      {
        id: 'default',
        header: t('default'),
        hint: t('defaultHint'),
        type: 'text',
        width: 130,
        from: FROM_LAPTOP,
        filterText: () => '',
        filterValue: ({ defaultValue, sensitive }) => (sensitive ? null : defaultValue),
        cell: (entry) =>
          entry.sensitive ? null : entry.defaultValue === '' ? (
            <span className="text-text-3">{t('empty')}</span>
          ) : (
            <TextCell mono value={entry.defaultValue} reason={t('noDefault')} className="text-text-2" />
          ),
      },
      {
        id: 'source',
        header: t('source'),
        type: 'state',
        width: 200,
        filterText: () => '',
        filterValue: ({ source }) => [source, sourceText(source)],
        sortValue: ({ source }) => sourceRank(source),
        cell: (entry) => (
          <span className="flex items-center gap-2">
            {sourceText(entry.source)}
            {marksChanged && isChanged(entry, scope) ? <Badge>{t(`${scope}.changed`)}</Badge> : null}
            {entry.readOnly ? <Badge title={t('readOnlyHint')}>{t('readOnly')}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'documentation',
        header: t('documentation'),
        width: 220,
        type: 'text',
        grow: true,
        from: FROM_LAPTOP,
        filterValue: ({ documentation }) => (documentation === null ? null : plainText(documentation)),
        cell: ({ documentation }) => (
          <span className="text-text-2">
            <TextCell value={documentation === null ? null : plainText(documentation)} reason={t('noDocumentation')} />
          </span>
        ),
      },
    ];
  }, [t, format, scope, marksChanged]);
}
