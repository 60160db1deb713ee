/** One `key=value` of a properties text, with the line it began on (from 1). */
export interface PropertyLine {
  key: string;
  value: string;
  line: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

/** Whether the line ends in an odd number of backslashes, which glues the next one to it. */
function isContinued(line: string): boolean {
  return (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;
}

/** Natural lines glued to logical ones, without comments and blank lines. */
function logicalLines(text: string): { text: string; line: number }[] {
  const natural = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const logical: { text: string; line: number }[] = [];
  for (let at = 0; at < natural.length; at += 1) {
    const line = at + 1;
    let current = (natural[at] ?? '').trimStart();
    if (current === '' || current.startsWith('#') || current.startsWith('!')) continue;
    while (isContinued(current) && at + 1 < natural.length) {
      at += 1;
      current = current.slice(0, -1) + (natural[at] ?? '').trimStart();
    }
    logical.push({ text: isContinued(current) ? current.slice(0, -1) : current, line });
  }
  return logical;
}

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([^]))/g, (_all, unicode: string | undefined, letter: string | undefined) => {
    if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
    return ESCAPES[letter ?? ''] ?? letter ?? '';
  });
}

/** Reads text in the format of Java's property files: comments, continued lines, `=`, `:` or blanks as separator, escapes. Keys may repeat. */
export function parsePropertiesText(text: string): PropertyLine[] {
  return logicalLines(text).map(({ text: content, line }) => {
    const [, rawKey = '', rawValue = ''] = /^((?:\\[^]|[^\\\s=:])*)(?:\s*[=:]\s*|\s+|$)([^]*)$/.exec(content) ?? [];
    return { key: unescape(rawKey), value: unescape(rawValue), line };
  });
}
