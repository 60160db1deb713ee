/** The text of a Java `.properties` file that reads back as exactly these entries, in this order. */
export function renderProperties(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${escapeKey(key)}=${escapeValue(value)}\n`)
    .join('');
}

function escapeKey(key: string): string {
  return escapeCommon(key).replace(/[ :=#!]/g, (char) => `\\${char}`);
}

/** A value may hold `=` and `:` as they are, but a leading space would be swallowed. */
function escapeValue(value: string): string {
  return escapeCommon(value).replace(/^ /, '\\ ');
}

/** The format is ISO-8859-1 to old readers: everything outside printable ASCII is written as an escape. */
function escapeCommon(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
