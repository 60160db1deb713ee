'use client';

import { useTranslations } from 'next-intl';
import type { Quantity } from '#lib/core/format.ts';
import { useFormat } from '#lib/i18n/use-format.ts';
import { Unknown } from '../states/unknown.tsx';
import { Badge } from '../ui/badge.tsx';
import { BytesCell, DurationCell, NumberCell, PercentCell, RateCell, TextCell } from './cells.tsx';
import { isList, typeOf, wordsOf, type ColumnValue, type DataColumn } from './columns.ts';
import { timeOf } from './filter/compile-filter.ts';

function quantityOf(value: ColumnValue): Quantity | null {
  return value === undefined || typeof value === 'boolean' || isList(value) ? null : value;
}

function numberOf(value: ColumnValue): number | null {
  const quantity = quantityOf(value);
  return quantity === null || quantity === '' ? null : Number(quantity);
}

/** A column's value as its type asks to be drawn, for columns that have no cell of their own. */
export function TypedCell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const t = useTranslations('table');
  const format = useFormat();
  const value = (column.value ?? column.sortValue)?.(row);
  const reason = column.reason?.(row);
  switch (typeOf(column)) {
    case 'number':
      return <NumberCell value={quantityOf(value)} reason={reason} />;
    case 'bytes':
    case 'bytesRate':
      return <BytesCell value={quantityOf(value)} reason={reason} perSecond={typeOf(column) === 'bytesRate'} />;
    case 'rate':
      return <RateCell value={numberOf(value)} reason={reason} />;
    case 'duration': {
      const length = quantityOf(value);
      const ms = length === null || column.unit !== 's' ? length : Number(length) * 1000;
      return <DurationCell value={ms} reason={reason} />;
    }
    case 'percent':
      return <PercentCell value={numberOf(value)} reason={reason} />;
    case 'time': {
      const at = timeOf(value);
      if (at === null) return <Unknown reason={reason} />;
      const iso = new Date(at).toISOString();
      return (
        <time dateTime={iso} title={iso}>
          {format.dateTime(at)}
        </time>
      );
    }
    case 'boolean':
      return typeof value === 'boolean' ? t(value ? 'yes' : 'no') : <Unknown reason={reason} />;
    case 'tags': {
      const tags = wordsOf(value);
      if (tags.length === 0) return <Unknown reason={reason} />;
      return (
        <span title={tags.join(', ')} className="flex gap-1 overflow-hidden">
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      );
    }
    case 'text':
    case 'state':
      return <TextCell value={wordsOf(value).at(-1)} reason={reason} />;
  }
}
