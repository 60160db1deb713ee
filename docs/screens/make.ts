import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { installedChromium } from '#bin/testing/find-chromium.ts';
import { SHOTS, fileOf, type Shot } from './shots.ts';

const HELP = `Usage: node docs/screens/make.ts LINK [options]
       node docs/screens/make.ts --url http://localhost:3000 --session FILE [options]

Takes the pictures of docs/screens from a running demonstration (npm run demo). LINK is the sign-in link that its start prints; it works once.
FILE is a Playwright storage state of somebody who is signed in already.
Let the demonstration run for at least ten minutes first, so that charts have a course to show.

  --only TEXT   only pictures whose name contains it; others stay as they are
`;

const FOLDER = import.meta.dirname;
const FILE_BYTES_MAX = 150_000;
const TOTAL_BYTES_MAX = 6_000_000;
/** Colours of a picture, most first: fewer when a file would be too large. */
const PALETTES = [256, 128, 64] as const;
/** Charts and late texts have drawn by then; what is still empty is shown as such. */
const SETTLE_TIMEOUT_MS = 45_000;
const DRAW_MS = 1_200;

const options = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    session: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
process.exitCode = await main();

async function main(): Promise<number> {
  const [link] = options.positionals;
  const { url, session, only, help } = options.values;
  const base = link === undefined ? url : new URL(link).origin;
  if (help === true || base === undefined || (link === undefined && session === undefined)) {
    process.stderr.write(HELP);
    return help === true ? 0 : 2;
  }
  const shots = SHOTS.filter((shot) => only === undefined || fileOf(shot).includes(only));
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? installedChromium() ?? undefined,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const state = session ?? (await signIn(browser, link ?? ''));
    const failures: string[] = [];
    for (const shot of shots) {
      try {
        const picture = await take(browser, base, state, shot);
        await writeFile(join(FOLDER, fileOf(shot)), picture);
        process.stdout.write(`${fileOf(shot)}  ${Math.round(picture.length / 1000)} kB\n`);
        if (picture.length > FILE_BYTES_MAX) failures.push(`${fileOf(shot)} has ${picture.length} bytes`);
      } catch (error) {
        failures.push(`${fileOf(shot)}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
      }
    }
    if (only === undefined) await removeOthers();
    const total = await totalBytes();
    process.stdout.write(`${shots.length} pictures, the folder holds ${(total / 1e6).toFixed(1)} MB\n`);
    if (total > TOTAL_BYTES_MAX) failures.push(`the folder is larger than ${TOTAL_BYTES_MAX / 1e6} MB`);
    for (const failure of failures) process.stderr.write(`failed: ${failure}\n`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

type StorageState = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>> | string;

/** Opens the one-time link and keeps what it gave. */
async function signIn(browser: Browser, link: string): Promise<StorageState> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('navigation').first().waitFor({ timeout: SETTLE_TIMEOUT_MS });
  const state = await context.storageState();
  await context.close();
  return state;
}

async function take(browser: Browser, base: string, state: StorageState, shot: Shot): Promise<Buffer> {
  const { locale, theme, width } = shot;
  const context = await browser.newContext({
    storageState: state,
    locale,
    colorScheme: theme,
    timezoneId: 'America/Sao_Paulo',
    reducedMotion: 'reduce',
    viewport: { width, height: width < 500 ? 844 : 900 },
  });
  try {
    await context.addCookies([{ name: 'farol_locale', value: locale, url: base }]);
    // The offer of the tour would stand in every picture.
    await context.addInitScript(() => window.localStorage.setItem('farol.tour', 'over'));
    const page = await context.newPage();
    await page.goto(base + shot.path, { timeout: SETTLE_TIMEOUT_MS });
    await settle(page);
    return await smaller(await page.screenshot());
  } finally {
    await context.close();
  }
}

async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: SETTLE_TIMEOUT_MS });
  // `/states` shows skeletons for good.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]:not([data-shown] *)') === null, null, {
    timeout: SETTLE_TIMEOUT_MS,
  });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(DRAW_MS);
}

/** The picture with a palette, which is a third of its size and looks the same. As it is where the image library of Next.js is not installed. */
async function smaller(png: Buffer): Promise<Buffer> {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => null,
  );
  if (sharp === null) return png;
  let best = png;
  for (const colours of PALETTES) {
    best = await sharp(png).png({ palette: true, colours, effort: 10, dither: 0 }).toBuffer();
    if (best.length <= FILE_BYTES_MAX) return best;
  }
  return best;
}

async function pictures(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.png'));
}

/** Pictures of screens that are no longer taken. */
async function removeOthers(): Promise<void> {
  const wanted = new Set(SHOTS.map(fileOf));
  for (const name of await pictures()) if (!wanted.has(name)) await rm(join(FOLDER, name));
}

async function totalBytes(): Promise<number> {
  const sizes = await Promise.all((await pictures()).map(async (name) => (await stat(join(FOLDER, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
