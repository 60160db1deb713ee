/** Stands for a name that is not put into a command. */
const UNTYPED = 'NAME';
/** Characters that need no quotes in a shell. */
const PLAIN = /^[\w.,:@%+/][\w.,:@%+/-]*$/;
/** Control and format characters: they would run or hide something in a terminal. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** A name as one word of a POSIX shell, for commands that people copy. Names come from clusters and may hold anything: one that could deceive a terminal becomes `NAME`. */
export function shellWord(name: string): string {
  if (UNSAFE.test(name)) return UNTYPED;
  return PLAIN.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}
