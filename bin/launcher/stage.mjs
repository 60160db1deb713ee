import { readdirSync, lstatSync } from 'node:fs';
import { join } from 'node:path';

const NAME_WIDTH = 17;

/** Prints one finished stage of the preparation. Always on stderr: stdout belongs to the command's own answer.
 * @param {string} name @param {string} detail */
export function reportStage(name, detail) {
  process.stderr.write(`  ${name.padEnd(NAME_WIDTH)}${detail}\n`);
}

/** Runs one stage: shows that it runs (on a terminal, with the seconds passing), then what it did and how long it took.
 * `work` gets a function for intermediate news and returns the closing detail.
 * @template T
 * @param {string} name
 * @param {string} doing what is going on, e.g. `fetching 52 MB`
 * @param {(news: (text: string) => void) => Promise<{ detail: string, value: T }>} work
 * @returns {Promise<T>} */
export async function runStage(name, doing, work) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const live = process.stderr.isTTY === true;
  let text = doing;
  const draw = () => process.stderr.write(`\r\u001b[K  ${name.padEnd(NAME_WIDTH)}${text} … ${seconds()}`);
  const timer = live ? setInterval(draw, 200) : null;
  if (live) draw();
  else reportStage(name, `${doing} …`);
  try {
    const { detail, value } = await work((news) => {
      if (news === text) return;
      text = news;
      if (!live) reportStage(name, `${news} …`);
    });
    if (live) process.stderr.write('\r\u001b[K');
    reportStage(name, `${detail} (${seconds()})`);
    return value;
  } catch (error) {
    if (live) process.stderr.write('\n');
    throw error;
  } finally {
    if (timer !== null) clearInterval(timer);
  }
}

/** Bytes as people read them: `3.4 MB`. @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  const mb = bytes / 1_000_000;
  return mb < 1000 ? `${mb < 10 ? mb.toFixed(1) : Math.round(mb)} MB` : `${(mb / 1000).toFixed(1)} GB`;
}

/** Bytes of all files in a folder; 0 when it does not exist. Links are not followed. @param {string} folder */
export function folderBytes(folder) {
  let bytes = 0;
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return 0; // Gone or unreadable: the size is only news for people.
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += folderBytes(path);
    else if (entry.isFile()) bytes += lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
