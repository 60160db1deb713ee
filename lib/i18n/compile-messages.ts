import compile from 'icu-minify/compile';
import type { MessageTree } from './load-messages.ts';

type CompiledMessage = ReturnType<typeof compile>;

/** Texts as the browser's formatter takes them: each ICU message is parsed, so that no parser travels to the browser. */
export interface CompiledTree {
  [key: string]: CompiledMessage | CompiledTree;
}

/** Each text is parsed once; texts that change while they are being written are new texts. */
const PARSED = new Map<string, CompiledMessage>();

/** Parses every message of a tree. Throws for one that is not ICU. */
export function compileMessages(tree: MessageTree): CompiledTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? parsed(value) : compileMessages(value)]),
  );
}

function parsed(text: string): CompiledMessage {
  const known = PARSED.get(text);
  if (known !== undefined) return known;
  // The parser's choices have no prototype, and React sends only plain objects to the browser.
  const message = JSON.parse(JSON.stringify(compile(text))) as CompiledMessage;
  PARSED.set(text, message);
  return message;
}
