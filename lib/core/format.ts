import type { Unit } from '../catalog/metrics.ts';

/** What stands where a value is unknown: never a zero. The reason belongs beside it (tooltip, label). */
export const UNKNOWN_DASH = '–';

/** Anything the wire may carry as a quantity: 64-bit integers come as decimal strings and stay exact. */
export type Quantity = number | bigint | string;

/** A value split so that figures align in columns and the unit can be set smaller. */
export interface FormattedValue {
  /** Figures in the reader's notation, or the dash. */
  text: string;
  /** Unit symbol, the same in every language; empty for bare counts. */
  unit: string;
}

/** Everything that turns values into the reader's notation. All functions give the dash for null and for NaN. */
export interface Formatter {
  readonly locale: string;
  /** IANA zone all clock times are drawn in; undefined = the machine's own. */
  readonly timeZone: string | undefined;
  /** Exact whole number with group separators; 64-bit strings keep every digit. */
  integer(value: Quantity | null | undefined): string;
  /** Number with at most `digits` decimals (default 1). */
  decimal(value: number | null | undefined, digits?: number): string;
  /** Short form for tight places: "1.2M", "1,2 mi". */
  compact(value: Quantity | null | undefined): string;
  /** Figures of a rate, without unit: two decimals below 1, one below 100, none above. */
  rate(value: number | null | undefined): string;
  /** Share 0..1 as a percentage without decimals; below 1 % with one. */
  percent(share: number | null | undefined): string;
  /** IEC size such as "4,1 MiB"; exact bytes below 1 KiB. */
  bytes(value: Quantity | null | undefined): string;
  /** Length of time from milliseconds, in at most two units: "3 min 34 s", "12 ms", "7 d". */
  duration(ms: number | null | undefined): string;
  /** Age in one unit, rounded down: "3 s", "5 min", "2 h". Wrap it in the message "há {age}". */
  age(ms: number | null | undefined): string;
  /** Clock time "14:02:15"; `minutes` leaves the seconds out. */
  time(epochMs: number | null | undefined, precision?: 'seconds' | 'minutes'): string;
  /** Day and clock time, for anything that may be older than today; with the zone's name where it is not the machine's own. */
  dateTime(epochMs: number | null | undefined): string;
  /** Day, clock time, zone, and the same instant in UTC as ISO 8601: for tooltips, where nothing may be left open. */
  instant(epochMs: number | null | undefined): string;
  /** Short day, e.g. "21 nov". */
  day(epochMs: number | null | undefined): string;
  /** Short name of the zone in force at that time, e.g. "GMT-3". */
  zone(epochMs: number): string;
  /** A catalogue value with its unit symbol. Means of whole things (replicas, offsets) have one decimal below 10, none from there up. */
  value(unit: Unit | string, value: Quantity | null | undefined): FormattedValue;
}

const IEC = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Keeps figure and unit on one line. */
const NBSP = '\u00a0';

/** Units of the catalogue as symbols; the words for people stand in the messages. */
const UNIT_SYMBOL: Record<Unit, string> = {
  messages_per_second: 'msg/s',
  offsets: 'offsets',
  bytes: '',
  bytes_per_second: '/s',
  count: '',
  milliseconds: '',
  requests: 'req',
  boolean: '',
  requests_per_second: 'req/s',
  per_second: '/s',
  ratio: '',
  seconds: '',
  cores: '',
};

/** True when a quantity can be drawn: not missing, not NaN, not a broken string. */
export function isKnown(value: Quantity | null | undefined): value is Quantity {
  if (value === null || value === undefined) return false;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value);
  return true;
}

/** Whether a quantity can be held exactly as a 64-bit integer: a number may not, a text with decimals is none. */
function isWholeText(value: Quantity): value is bigint | string {
  return typeof value === 'bigint' || (typeof value === 'string' && !value.includes('.'));
}

/** Order of two quantities, exact for 64-bit strings; unknown comes after everything known. */
export function compareQuantities(a: Quantity | null | undefined, b: Quantity | null | undefined): number {
  if (!isKnown(a)) return isKnown(b) ? 1 : 0;
  if (!isKnown(b)) return -1;
  if (!isWholeText(a) || !isWholeText(b)) return Number(a) - Number(b);
  const left = BigInt(a);
  const right = BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Means of whole things from here up are told in whole numbers. */
const WHOLE_FROM = 10;

/** Decimals for a rate so that small ones stay visible and large ones stay calm. */
function rateDigits(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 100) return 0;
  return size < 1 ? 2 : 1;
}

/** Formatter for one language and zone. Cheap to keep, not to make: reuse it (see `useFormat`). */
export function createFormatter(locale: string, timeZone?: string): Formatter {
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, options);
    numbers.set(key, made);
    return made;
  };
  const dates = new Map<string, Intl.DateTimeFormat>();
  const date = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    const known = dates.get(key);
    if (known !== undefined) return known;
    const made = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    dates.set(key, made);
    return made;
  };
  const decimal = (value: number, digits: number): string =>
    number({ maximumFractionDigits: digits }).format(value === 0 ? 0 : value);
  const whole = (value: Quantity): string =>
    typeof value === 'string'
      ? // Intl takes a decimal string exactly (ES2023); its type still says otherwise in some libs, so go through BigInt.
        number({ maximumFractionDigits: 0 }).format(value.includes('.') ? Number(value) : BigInt(value))
      : number({ maximumFractionDigits: 0 }).format(value);
  const unitText = (value: number, digits: number, unit: string): string => `${decimal(value, digits)}${NBSP}${unit}`;

  const integer: Formatter['integer'] = (value) => (isKnown(value) ? whole(value) : UNKNOWN_DASH);
  const bytes: Formatter['bytes'] = (value) => {
    if (!isKnown(value)) return UNKNOWN_DASH;
    let size = Number(value);
    let step = 0;
    while (Math.abs(size) >= 1024 && step < IEC.length - 1) {
      size /= 1024;
      step += 1;
    }
    return unitText(size, step === 0 || Math.abs(size) >= 100 ? 0 : 1, IEC[step] ?? 'B');
  };
  const duration: Formatter['duration'] = (ms) => {
    if (!isKnown(ms)) return UNKNOWN_DASH;
    const size = Math.abs(ms);
    const sign = ms < 0 ? '−' : '';
    if (size < 10 && size > 0) return `${sign}${unitText(size, 1, 'ms')}`;
    if (size < SECOND_MS) return `${sign}${unitText(Math.round(size), 0, 'ms')}`;
    if (size < 10 * SECOND_MS) return `${sign}${unitText(size / SECOND_MS, 1, 's')}`;
    const pairs: [number, string, number, string][] = [
      [DAY_MS, 'd', HOUR_MS, 'h'],
      [HOUR_MS, 'h', MINUTE_MS, 'min'],
      [MINUTE_MS, 'min', SECOND_MS, 's'],
    ];
    for (const [big, bigUnit, small, smallUnit] of pairs) {
      if (size < big) continue;
      const whole = Math.floor(size / big);
      const rest = Math.floor((size % big) / small);
      const head = `${sign}${unitText(whole, 0, bigUnit)}`;
      return rest === 0 || whole >= 100 ? head : `${head} ${unitText(rest, 0, smallUnit)}`;
    }
    return `${sign}${unitText(Math.floor(size / SECOND_MS), 0, 's')}`;
  };
  // A mean of whole things: its decimals are noise where it is large; and "0" would be wrong where it is only small.
  const countMean = (value: number): string => {
    if (value > 0 && value < 0.05) return `<${NBSP}${decimal(0.1, 1)}`;
    return decimal(value, Math.abs(value) < WHOLE_FROM ? 1 : 0);
  };
  const percent: Formatter['percent'] = (share) =>
    isKnown(share)
      ? number({ style: 'percent', maximumFractionDigits: share !== 0 && Math.abs(share) < 0.01 ? 1 : 0 }).format(share)
      : UNKNOWN_DASH;
  const zone: Formatter['zone'] = (at) =>
    date({ timeZoneName: 'short', hour: '2-digit' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
  const fullDate = (at: Quantity): string =>
    date({
      day: '2-digit',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }).format(Number(at));
  const rate: Formatter['rate'] = (value) => (isKnown(value) ? decimal(value, rateDigits(value)) : UNKNOWN_DASH);

  return {
    locale,
    timeZone,
    integer,
    decimal: (value, digits = 1) => (isKnown(value) ? decimal(value, digits) : UNKNOWN_DASH),
    compact: (value) =>
      isKnown(value)
        ? number({ notation: 'compact', maximumFractionDigits: 1 }).format(typeof value === 'string' ? Number(value) : value)
        : UNKNOWN_DASH,
    rate,
    percent,
    bytes,
    duration,
    age: (ms) => {
      if (!isKnown(ms)) return UNKNOWN_DASH;
      const size = Math.max(0, ms);
      if (size < MINUTE_MS) return unitText(Math.floor(size / SECOND_MS), 0, 's');
      if (size < HOUR_MS) return unitText(Math.floor(size / MINUTE_MS), 0, 'min');
      if (size < 2 * DAY_MS) return unitText(Math.floor(size / HOUR_MS), 0, 'h');
      return unitText(Math.floor(size / DAY_MS), 0, 'd');
    },
    time: (at, precision = 'seconds') =>
      isKnown(at)
        ? date({
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
            ...(precision === 'seconds' ? { second: '2-digit' } : {}),
          }).format(at)
        : UNKNOWN_DASH,
    dateTime: (at) => (isKnown(at) ? `${fullDate(at)}${timeZone === undefined ? '' : `${NBSP}${zone(at)}`}` : UNKNOWN_DASH),
    instant: (at) => (isKnown(at) ? `${fullDate(at)}${NBSP}${zone(at)} · ${new Date(at).toISOString()}` : UNKNOWN_DASH),
    day: (at) => (isKnown(at) ? date({ day: 'numeric', month: 'short' }).format(at) : UNKNOWN_DASH),
    zone,
    value: (unit, value) => {
      if (!isKnown(value)) return { text: UNKNOWN_DASH, unit: '' };
      switch (unit) {
        case 'bytes': {
          const [text = '', symbol = ''] = bytes(value).split(NBSP);
          return { text, unit: symbol };
        }
        case 'bytes_per_second': {
          const [text = '', symbol = ''] = bytes(value).split(NBSP);
          return { text, unit: `${symbol}${UNIT_SYMBOL.bytes_per_second}` };
        }
        case 'milliseconds':
          return { text: duration(Number(value)), unit: '' };
        case 'seconds':
          return { text: duration(Number(value) * SECOND_MS), unit: '' };
        case 'ratio':
          return { text: percent(Number(value)), unit: '' };
        case 'cores':
          return { text: decimal(Number(value), 2), unit: UNIT_SYMBOL.cores };
        case 'messages_per_second':
        case 'requests_per_second':
        case 'per_second':
          return { text: rate(Number(value)), unit: UNIT_SYMBOL[unit] };
        case 'boolean':
          return { text: integer(Math.round(Number(value))), unit: '' };
        default:
          return {
            text: typeof value === 'number' && !Number.isInteger(value) ? countMean(value) : integer(value),
            unit: unit === 'offsets' || unit === 'requests' ? UNIT_SYMBOL[unit] : '',
          };
      }
    },
  };
}
