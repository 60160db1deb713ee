import { serializeCompare } from '#lib/core/compare.ts';
import type { CsvValue } from '#lib/core/csv.ts';
import type { PreparedChart, PreparedSeries } from './prepare-time-series.ts';

/** Rows of a chart's file: ISO times (UTC), plain numbers in the metric's own unit, unknown empty; a compared line has a column for each period. The first row names the columns. */
export function exportRows(chart: PreparedChart, series: readonly PreparedSeries[]): CsvValue[][] {
  const columns = series.flatMap(({ label, field, earlier }) => [
    { name: `${label} [${chart.unit}]`, field },
    ...(earlier === null
      ? []
      : [{ name: `${label} −${serializeCompare(chart.compare) ?? ''} [${chart.unit}]`, field: earlier.field }]),
  ]);
  return [
    ['time', ...columns.map(({ name }) => name)],
    ...chart.rows
      .filter(({ at }) => at + chart.bucketMs > chart.from)
      .map((row): CsvValue[] => [
        new Date(row.at).toISOString(),
        ...columns.map(({ field }) => {
          const value = row[field];
          return typeof value === 'number' ? value : null;
        }),
      ]),
  ];
}

/** Name of a chart's file without its ending: letters, digits and dashes of the title, and the end of the range in UTC. */
export function exportName(title: string, chart: Pick<PreparedChart, 'to'>): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const end = new Date(chart.to).toISOString().slice(0, 16).replaceAll(':', '');
  return `farol-${words === '' ? 'chart' : words}-${end}Z`;
}

/** Texts in rows no wider than `width`: at least one a row, in order. `widthOf` measures; `gap` lies between two. */
export function wrapRow<Item>(items: readonly Item[], widthOf: (item: Item) => number, width: number, gap: number): Item[][] {
  const rows: Item[][] = [];
  let used = 0;
  for (const item of items) {
    const own = widthOf(item);
    const row = rows.at(-1);
    if (row !== undefined && used + gap + own <= width) {
      row.push(item);
      used += gap + own;
    } else {
      rows.push([item]);
      used = own;
    }
  }
  return rows;
}

/** An SVG's source with the page's colours written out: a picture knows no custom properties. Unknown ones become `currentColor`. */
export function withColours(source: string, colourOf: (property: string) => string): string {
  return source.replaceAll(/var\((--[\w-]+)\)/g, (_, property: string) => colourOf(property).trim() || 'currentColor');
}
