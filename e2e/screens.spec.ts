import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { BUSY, CLUSTER, QUIET } from './support/places.ts';
import { expect, test } from './support/test.ts';

const BASE = `/clusters/${CLUSTER}`;
const SCREENS = [
  '/',
  '/clusters/new',
  BASE,
  `${BASE}/brokers`,
  `${BASE}/brokers/1`,
  `${BASE}/topics`,
  `${BASE}/topics/${BUSY.topic}`,
  `${BASE}/topics/${BUSY.topic}?tab=partitions`,
  `${BASE}/topics/${BUSY.topic}?tab=groups`,
  `${BASE}/topics/${BUSY.topic}?tab=config`,
  `${BASE}/groups`,
  `${BASE}/groups/${BUSY.group}`,
  `${BASE}/groups/${QUIET.group}?tab=partitions`,
  `${BASE}/groups/${BUSY.group}?tab=members`,
];
const ENTRY_SCREENS = ['/sign-in', '/setup', '/enter'];

for (const locale of ['pt-BR', 'en'] as const) {
  test(`in ${locale}, light and dark, every screen opens without a complaint of the browser or a serious finding of axe`, async ({
    page,
    baseURL,
    complaints,
  }) => {
    test.setTimeout(240_000);
    await page.context().addCookies([{ name: 'farol_locale', value: locale, url: baseURL ?? '' }]);
    const findings: string[] = [];
    for (const path of [...SCREENS, ...ENTRY_SCREENS]) {
      await page.goto(path);
      await settle(page);
      await expect(page.locator('html'), path).toHaveAttribute('lang', locale);
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await expect(page.locator('html'), path).toHaveAttribute('data-theme', theme);
        findings.push(...(await seriousFindings(page, `${path} ${theme}`)));
      }
    }
    expect(findings).toEqual([]);
    expect(complaints.all).toEqual([]);
  });
}

test('no screen is wider than a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [...SCREENS, ...ENTRY_SCREENS]) {
    await page.goto(path);
    await settle(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('a page that does not exist says so', async ({ page }) => {
  await page.goto(`${BASE}/topics/no-such-topic`);
  await expect(page.getByRole('alert').getByText('There is no such thing here')).toBeVisible();
});

/** Waits until the page shows data instead of its first skeletons. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function seriousFindings(page: Page, path: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${path}: ${id} at ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    );
}
