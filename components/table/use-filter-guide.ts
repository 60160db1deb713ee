'use client';

import { useMemo } from 'react';
import { wordsOf, type DataColumn } from './columns.ts';
import type { Completions, KnownValue } from './filter/complete-filter.ts';
import { compileFilter } from './filter/compile-filter.ts';
import { fieldsOf, renameFields, type FilterField } from './filter/fields.ts';
import type { FilterError } from './filter/tokens.ts';

/** Values are gathered from so many rows, and so many different ones are kept: enough to offer, cheap on any list. */
const ROWS_READ_MAX = 5_000;
const VALUES_MAX = 200;

/** What a filter field must know of its table: names, errors, what may come next. */
export interface FilterGuide {
  fields: readonly Pick<FilterField<never>, 'id' | 'label' | 'localName' | 'type'>[];
  /** What is wrong with a filter; null when nothing is. */
  check: (text: string) => FilterError | null;
  /** The filter for the address: fields by their ids, the same in every language. */
  toUrl: (text: string) => string;
  /** The filter for the reader: fields in the words of the headers. */
  toReader: (text: string) => string;
  /** What may be written at the caret. */
  complete: (text: string, caret: number) => Promise<Completions>;
}

/** The guide to a table's filter. Completion loads when it is first asked for. */
export function useFilterGuide<Row extends object>(columns: readonly DataColumn<Row>[], rows: readonly Row[]): FilterGuide {
  return useMemo(() => {
    const fields = fieldsOf(columns);
    const gathered = new Map<string, readonly KnownValue[]>();
    const valuesOf = (field: FilterField<Row>): readonly KnownValue[] => {
      const known = gathered.get(field.id);
      if (known !== undefined) return known;
      const values = new Map<string, KnownValue>();
      for (const row of rows.slice(0, ROWS_READ_MAX)) {
        const [text, word = ''] = wordsOf(field.read(row));
        if (field.type === 'tags') for (const tag of wordsOf(field.read(row))) values.set(tag, { text: tag, word: '' });
        else if (text !== undefined) values.set(text, { text, word: word === text ? '' : word });
        if (values.size >= VALUES_MAX) break;
      }
      const sorted = [...values.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
      gathered.set(field.id, sorted);
      return sorted;
    };
    return {
      fields: fields.list,
      check: (text) => {
        const compiled = compileFilter(text, fields);
        return 'code' in compiled ? compiled : null;
      },
      toUrl: (text) => renameFields(text, fields, 'id'),
      toReader: (text) => renameFields(text, fields, 'local'),
      complete: async (text, caret) => {
        const { completeFilter } = await import('./filter/complete-filter.ts');
        return completeFilter(text, caret, fields, valuesOf);
      },
    };
  }, [columns, rows]);
}
