import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { PSEUDO_LOCALE } from '#lib/i18n/pseudo.ts';
import { clippedTexts, isWider } from './support/clipped-text.ts';
import { CLUSTER, SESSION_FILE } from './support/places.ts';
import { ENTRY_SCREENS, SCREENS } from './support/screens.ts';
import { expect, test } from './support/test.ts';

const BASE = `/clusters/${CLUSTER}`;
const WIDE = { width: 1440, height: 900 };
/** What is left of a wide window at a zoom of 200 %. */
const ZOOMED = { width: 720, height: 450 };
const PHONE = { width: 390, height: 844 };

/** All that axe checks for WCAG 2.2 AA. */
const ALL_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme can change: it is colours alone. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

// A test for each: a slow machine takes longer for all of them, and not too long for one; and a finding names its screen.
for (const path of [...SCREENS, ...ENTRY_SCREENS]) {
  test(`${path}: no complaint of browser or axe in both languages and themes, nothing sideways at 1440, 720 and 390 px`, async ({
    page,
    baseURL,
    complaints,
  }) => {
    test.slow();
    const findings: string[] = [];
    for (const locale of ['pt-BR', 'en'] as const) {
      await open(page, path, locale, baseURL);
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await page.emulateMedia({ colorScheme: 'light' });
      findings.push(...(await seriousFindings(page, `${locale}, light`, 'all')));
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
      findings.push(...(await seriousFindings(page, `${locale}, dark`, 'colours')));
      for (const size of [ZOOMED, PHONE]) {
        await page.setViewportSize(size);
        if (await isWider(page)) findings.push(`${locale}: wider than ${size.width} px`);
      }
      await page.setViewportSize(WIDE);
    }
    expect(findings).toEqual([]);
    expect(complaints.all).toEqual([]);
  });

  test(`${path}: texts that are 40 % longer are not cut off`, async ({ page, baseURL }) => {
    test.slow();
    await open(page, path, PSEUDO_LOCALE, baseURL);
    await expect(page.locator('h1')).toHaveText(/\[|\w/);
    const findings: string[] = [];
    for (const size of [WIDE, ZOOMED, PHONE]) {
      await page.setViewportSize(size);
      if (await isWider(page)) findings.push(`wider than ${size.width} px`);
      findings.push(...(await clippedTexts(page)).map((what) => `${size.width} px: ${what}`));
    }
    expect(findings).toEqual([]);
  });
}

test('a page that does not exist says so', async ({ page }) => {
  await page.goto(`${BASE}/topics/no-such-topic`);
  await expect(page.getByRole('alert').getByText('There is no such thing here')).toBeVisible();
});

test('nothing moves by itself for those who want no motion, and something does for the others', async ({ page }) => {
  await page.goto(BASE);
  await settle(page);
  const running = () => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  await expect.poll(running).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(running).toBeGreaterThan(0);
});

for (const timezoneId of ['America/Sao_Paulo', 'UTC', 'Asia/Kathmandu']) {
  test(`times are those of the reader's own zone: ${timezoneId}`, async ({ browser, baseURL }) => {
    const page = await openInZone(browser, timezoneId, baseURL);
    await page.goto(BASE);
    await settle(page);
    await page.getByRole('button', { name: 'Details of the last pass' }).click();
    const time = page.getByRole('dialog').locator('time').first();
    const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23', timeZone: timezoneId });
    // Both in one look: the next pass may come at any moment.
    const look = () => time.evaluate((node) => ({ at: node.getAttribute('datetime') ?? '', text: node.textContent }));
    await expect
      .poll(async () => {
        const { at, text } = await look();
        return text.includes(clock.format(new Date(at)));
      })
      .toBe(true);
    await page.context().close();
  });
}

async function openInZone(browser: Browser, timezoneId: string, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, timezoneId, locale: 'en-US', storageState: SESSION_FILE });
  return await context.newPage();
}

async function open(page: Page, path: string, locale: string, baseURL: string | undefined): Promise<void> {
  await page.context().addCookies([{ name: 'farol_locale', value: locale, url: baseURL ?? '' }]);
  await page.goto(path);
  await settle(page);
}

/** Waits until the page shows data instead of its first skeletons. `/states` shows skeletons for good. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]:not([data-shown] *)')).toHaveCount(0);
}

async function seriousFindings(page: Page, where: string, what: 'all' | 'colours'): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (what === 'all' ? axe.withTags(ALL_TAGS) : axe.withRules(COLOUR_RULES)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${where}: ${id} at ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    );
}
