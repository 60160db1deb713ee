import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locale } from './locales.ts';

/** Texts of one language, by namespace. */
export interface MessageTree {
  [key: string]: string | MessageTree;
}

/** All texts of a language: every `messages/<locale>/<namespace>.json` under its file name. Rejects when a file is unreadable or no JSON. */
export async function loadMessages(locale: Locale, root: string = resolve('messages')): Promise<MessageTree> {
  const folder = join(root, locale);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const entries = await Promise.all(
    files.map(async (name) => [name.slice(0, -'.json'.length), JSON.parse(await readFile(join(folder, name), 'utf8'))] as const),
  );
  return Object.fromEntries(entries);
}
