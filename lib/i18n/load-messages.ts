import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locale } from './locales.ts';

/** Texts of one language, by namespace. */
export interface MessageTree {
  [key: string]: string | MessageTree;
}

// The bundler must not take these paths for imports: it would trace the whole project into the build.
const MESSAGES_ROOT = resolve(/* turbopackIgnore: true */ 'messages');

/** All texts of a language: every `messages/<locale>/<namespace>.json` under its file name. Rejects when a file is unreadable or no JSON. */
export async function loadMessages(locale: Locale, root: string = MESSAGES_ROOT): Promise<MessageTree> {
  const folder = join(/* turbopackIgnore: true */ root, locale);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const entries = await Promise.all(
    files.map(
      async (name) =>
        [
          name.slice(0, -'.json'.length),
          JSON.parse(await readFile(join(/* turbopackIgnore: true */ folder, name), 'utf8')),
        ] as const,
    ),
  );
  return Object.fromEntries(entries);
}
