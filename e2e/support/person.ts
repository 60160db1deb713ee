import type { Locator, Page } from '@playwright/test';
import { expect } from './test.ts';

/** More than any page has stops. */
const PRESSES_MAX = 120;

/** Presses Tab until the thing has the focus; the mouse is never used. */
export async function tabTo(page: Page, thing: Locator): Promise<void> {
  await expect(thing).toBeVisible();
  for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
    if (await thing.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(thing).toBeFocused();
}

/** Makes the page that of somebody with a telephone, in Portuguese, in the dark. */
export async function onAPhoneAtNight(page: Page, baseURL: string | undefined): Promise<void> {
  await page.context().addCookies([{ name: 'farol_locale', value: 'pt-BR', url: baseURL ?? '' }]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
}
