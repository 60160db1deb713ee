/** One field of a table; null = unknown, an empty field. Numbers are written as computers read them. */
export type CsvValue = string | number | bigint | null;

/** First characters that a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

function csvField(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  // A name that looks like a formula would be carried out on opening; the apostrophe makes it text.
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180: commas, CRLF), the first one the names of the columns. Text from a cluster can do nothing in a spreadsheet. */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** Rows for pasting into a spreadsheet: tabs between fields, which themselves hold none. */
export function tsvText(rows: readonly (readonly CsvValue[])[]): string {
  return rows
    .map((row) =>
      row
        .map((value) =>
          typeof value === 'string' ? csvField(value.replaceAll(/[\t\r\n"]+/g, ' ').trim()).replaceAll('"', '') : csvField(value),
        )
        .join('\t'),
    )
    .join('\n');
}
