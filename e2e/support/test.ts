import { test as base, type Page } from '@playwright/test';
import { surroundings } from './places.ts';

/** What the browser complained about on a page. */
export interface Complaints {
  readonly all: readonly string[];
}

/** Playwright's `test` with Farol's address and an ear on the console. */
export const test = base.extend<{ complaints: Complaints }>({
  baseURL: async ({ browserName: _browser }, use) => use(surroundings().baseUrl),
  complaints: async ({ page }, use) => use(listen(page)),
});

export { expect } from '@playwright/test';

/** Collects console errors, uncaught exceptions and policy violations from now on. */
export function listen(page: Page): Complaints {
  const all: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') all.push(`${new URL(page.url()).pathname}: ${message.text()}`);
  });
  page.on('pageerror', (error) => all.push(`${new URL(page.url()).pathname}: ${error.message}`));
  return { all };
}
