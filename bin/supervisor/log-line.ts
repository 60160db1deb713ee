/** How lines of the children reach the terminal. `brief`: warnings and worse, readable (all goes to the log files); `text`: all, readable; `json`: all, as they are. */
export type LogView = 'brief' | 'text' | 'json';

const LEVEL_NAMES: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const LEVEL_WARN = 40;
/** Fields that stand elsewhere in the readable line or say nothing to a person. */
const PLAIN_FIELDS = new Set(['level', 'time', 'pid', 'name', 'msg', 'err', 'stack', 'hostname']);

interface LogRecord {
  level: number;
  time: string;
  msg: string;
  [field: string]: unknown;
}

/** The line to print for one line of a child, or null for none. What is no log record (a stack, a library's own words) is shown when it came on stderr. */
export function renderLogLine(service: string, line: string, stream: 'stdout' | 'stderr', view: LogView): string | null {
  const record = parseRecord(line);
  if (view === 'json')
    return record === null ? JSON.stringify({ level: stream === 'stderr' ? 50 : 30, name: service, msg: line }) : line;
  if (record === null) return view === 'text' || stream === 'stderr' ? `${service}: ${line}` : null;
  if (view === 'brief' && record.level < LEVEL_WARN) return null;
  const level = LEVEL_NAMES[record.level] ?? String(record.level);
  const clock = record.time.slice(11, 19);
  return `${clock} ${service} ${level}: ${record.msg}${renderFields(record)}`;
}

function renderFields(record: LogRecord): string {
  const fields = Object.entries(record)
    .filter(([name]) => !PLAIN_FIELDS.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const cause = errorText(record['err']);
  if (cause !== null) fields.push(`(${cause})`);
  return fields.length === 0 ? '' : ` ${fields.join(' ')}`;
}

function errorText(err: unknown): string | null {
  return typeof err === 'object' && err !== null && 'message' in err ? String(err.message) : null;
}

function parseRecord(line: string): LogRecord | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('level' in value) || typeof value.level !== 'number') return null;
    const record = value as Record<string, unknown>;
    return { ...record, level: value.level, time: String(record['time'] ?? ''), msg: String(record['msg'] ?? '') };
  } catch {
    return null; // It only looked like JSON.
  }
}
