import type { MessageTree } from './load-messages.ts';

/** Value of the language cookie that asks for the pseudo-language. No reader can choose it; see `request.ts`. */
export const PSEUDO_LOCALE = 'en-XA';

const ACCENTED: Record<string, string> = {
  a: 'áá',
  e: 'éé',
  i: 'íí',
  o: 'óó',
  u: 'úú',
  A: 'Áá',
  E: 'Éé',
  I: 'Íí',
  O: 'Óó',
  U: 'Úú',
  c: 'ç',
  n: 'ñ',
  s: 'š',
  y: 'ý',
  C: 'Ç',
  N: 'Ñ',
  S: 'Š',
  Y: 'Ý',
};

/** English that can be read, in letters that need more height, about 40 % longer: every vowel stands twice. */
function stretch(text: string): string {
  return [...text].map((letter) => ACCENTED[letter] ?? letter).join('');
}

/** Position of the brace that closes the one at `open`. */
function closing(message: string, open: number): number {
  let depth = 0;
  for (let at = open; at < message.length; at += 1) {
    if (message[at] === '{') depth += 1;
    if (message[at] === '}' && (depth -= 1) === 0) return at;
  }
  throw new Error(`unbalanced braces: ${message}`);
}

const CHOICE = /^\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/;

/** An argument in braces: its name and format stay, the branches of a choice are messages of their own. */
function argument(inside: string): string {
  const head = CHOICE.exec(inside)?.[0];
  if (head === undefined) return inside;
  let out = head;
  let at = head.length;
  while (at < inside.length) {
    const open = inside.indexOf('{', at);
    if (open === -1) return out + inside.slice(at);
    const end = closing(inside, open);
    out += `${inside.slice(at, open)}{${transform(inside.slice(open + 1, end))}}`;
    at = end + 1;
  }
  return out;
}

/** A message with its words stretched and its arguments and tags untouched. */
function transform(message: string): string {
  let out = '';
  let words = '';
  const flush = () => {
    out += stretch(words);
    words = '';
  };
  for (let at = 0; at < message.length; at += 1) {
    const tag = message[at] === '<' ? /^<\/?\w+>/.exec(message.slice(at))?.[0] : undefined;
    if (message[at] === '{') {
      flush();
      const end = closing(message, at);
      out += `{${argument(message.slice(at + 1, end))}}`;
      at = end;
    } else if (tag !== undefined) {
      flush();
      out += tag;
      at += tag.length - 1;
    } else {
      words += message[at];
    }
  }
  flush();
  return out;
}

/** A message in the pseudo-language: accented, about 40 % longer, in brackets that show where it was cut. */
export function pseudoMessage(message: string): string {
  return `[${transform(message)}]`;
}

/** All texts in the pseudo-language. */
export function pseudoTree(tree: MessageTree): MessageTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? pseudoMessage(value) : pseudoTree(value)]),
  );
}
