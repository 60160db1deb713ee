import type { Quantity } from '#lib/core/format.ts';

/** A length of time, size or count as written, as a quantity; whole ones stay exact. */
type Units = Readonly<Record<string, number>>;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TIME: Units = { ms: 1, s: SECOND, m: MINUTE, min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const COUNT: Units = { k: 1e3, m: 1e6, mi: 1e6, g: 1e9, b: 1e9, bi: 1e9, t: 1e12 };
// A bare letter is what the columns show: IEC. "kB" and "MB" say SI.
const SIZE: Units = Object.fromEntries([
  ['b', 1],
  ...['k', 'm', 'g', 't', 'p'].flatMap((letter, at): [string, number][] => [
    [letter, 1024 ** (at + 1)],
    [`${letter}ib`, 1024 ** (at + 1)],
    [`${letter}b`, 1000 ** (at + 1)],
  ]),
]);

const AMOUNT = /^([+-]?)(\d{1,20})(?:\.(\d{1,9}))?([a-z]*)$/;
const TIME_PART = /(\d{1,15}(?:\.\d{1,9})?)([a-z]+)/gy;

function amount(text: string, units: Units): Quantity | null {
  const found = AMOUNT.exec(text.toLowerCase());
  if (found === null) return null;
  const [, sign = '', whole = '', decimals, unit = ''] = found;
  const factor = unit === '' ? 1 : Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) return null;
  if (decimals === undefined) return (BigInt(whole) * BigInt(factor) * (sign === '-' ? -1n : 1n)).toString();
  return Number(`${sign}${whole}.${decimals}`) * factor;
}

/** "1500", "1.5k", "20M" as a count; null when it is none. */
export function parseCount(text: string): Quantity | null {
  return amount(text.replace(/\/s$/i, ''), COUNT);
}

/** "10MiB", "1.5 GB", "300k" as bytes (a bare letter is IEC); null when it is none. */
export function parseBytes(text: string): Quantity | null {
  return amount(text.replace(/\/s$/i, '').replaceAll(/\s/g, ''), SIZE);
}

/** "5min", "1h30min", "250ms", "90" (seconds) as milliseconds; null when it is none. */
export function parseDurationMs(text: string): number | null {
  const plain = text.toLowerCase().replaceAll(/\s/g, '');
  if (/^\d{1,15}(\.\d{1,9})?$/.test(plain)) return Number(plain) * SECOND;
  let ms = 0;
  let end = 0;
  for (const part of plain.matchAll(TIME_PART)) {
    const unit = part[2] ?? '';
    const factor = Object.hasOwn(TIME, unit) ? TIME[unit] : undefined;
    if (factor === undefined) return null;
    ms += Number(part[1]) * factor;
    end = part.index + part[0].length;
  }
  return end > 0 && end === plain.length ? ms : null;
}

/** "80%" or "80" as the share 0.8; null when it is none. */
export function parsePercent(text: string): number | null {
  const plain = text.replace(/\s*%$/, '');
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(plain) ? Number(plain) / 100 : null;
}

/** A stretch of time in UTC: the day, minute or second that was written. */
export interface Moment {
  fromMs: number;
  toMs: number;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[t ](\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?z?)?$/i;

/** "2026-11-25", "2026-11-25T14:00" as the day, minute or second it names, in UTC as all times in addresses; null when it is none. */
export function parseMoment(text: string): Moment | null {
  const found = MOMENT.exec(text);
  if (found === null) return null;
  const [, day = '', minute, second] = found;
  const fromMs = Date.parse(`${day}T${minute ?? '00:00'}:${second ?? '00'}Z`);
  // Date.parse accepts 30 February and tells another day.
  if (Number.isNaN(fromMs) || new Date(fromMs).toISOString().slice(0, 10) !== day) return null;
  return { fromMs, toMs: fromMs + (minute === undefined ? DAY : second === undefined ? MINUTE : SECOND) };
}

const TRUE = new Set(['true', 'yes', 'sim', '1']);
const FALSE = new Set(['false', 'no', 'nao', '0']);

/** A folded yes or no; null when it is neither. */
export function parseBoolean(folded: string): boolean | null {
  return TRUE.has(folded) ? true : FALSE.has(folded) ? false : null;
}
