const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** One formatter a zone: they are costly to make and asked for every tick of every chart. */
const PARTS = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is a zone this machine knows, e.g. "America/Sao_Paulo". */
export function isTimeZone(name: string): boolean {
  try {
    partsOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Throws a `RangeError` for a zone that does not exist. */
function partsOf(timeZone: string): Intl.DateTimeFormat {
  const known = PARTS.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  PARTS.set(timeZone, made);
  return made;
}

/** Offset of a zone from UTC at an instant, ms (east positive). `undefined` = the machine's own zone. */
export function zoneOffsetMs(at: number, timeZone: string | undefined): number {
  if (timeZone === undefined) return -new Date(at).getTimezoneOffset() * MINUTE_MS;
  const part = new Map(
    partsOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    part.get('year') ?? 0,
    (part.get('month') ?? 1) - 1,
    part.get('day'),
    part.get('hour'),
    part.get('minute'),
    part.get('second'),
  );
  return local - Math.floor(at / SECOND_MS) * SECOND_MS;
}

/**
 * The instant at which the clocks of a zone show `local`, a wall time written as if it were UTC.
 * An hour that happens twice means its first time; one that is skipped means as long after the change as it is written after it.
 */
export function instantOf(local: number, timeZone: string | undefined): number {
  const before = local - zoneOffsetMs(local - DAY_MS, timeZone);
  const after = local - zoneOffsetMs(local + DAY_MS, timeZone);
  const holds = (at: number) => at + zoneOffsetMs(at, timeZone) === local;
  const fitting = [before, after].filter(holds);
  return fitting.length === 0 ? before : Math.min(...fitting);
}

/** Midnight that begins the local day `days` after the one of `at`: 0 = that day itself, -1 = the day before. */
export function startOfDay(at: number, timeZone: string | undefined, days = 0): number {
  const local = at + zoneOffsetMs(at, timeZone);
  return instantOf((Math.floor(local / DAY_MS) + days) * DAY_MS, timeZone);
}

/** Epoch ms as `<input type="datetime-local">` wants it: the wall time of the zone, to the second. */
export function toLocalInput(at: number, timeZone: string | undefined): string {
  return new Date(at + zoneOffsetMs(at, timeZone)).toISOString().slice(0, 19);
}

/** Epoch ms of a wall time such as "2026-11-25T14:02" or "2026-11-25 14:02:15.5"; null when it is none. */
export function fromLocalInput(text: string, timeZone: string | undefined): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)$/.exec(text);
  if (match === null) return null;
  const local = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isFinite(local) ? instantOf(local, timeZone) : null;
}
