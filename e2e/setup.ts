import { ACCOUNT, SESSION_FILE, surroundings } from './support/places.ts';
import { expect, test as setup } from './support/test.ts';

setup('the printed link makes the first account, once, and signs it in', async ({ page, browser }) => {
  const { setupLink } = surroundings();
  await page.goto(setupLink);
  await expect(page.getByRole('heading', { level: 1, name: 'First sign-in' })).toBeVisible();

  await page.getByLabel('Your name').fill(ACCOUNT.name);
  await page.getByLabel('E-mail').fill(ACCOUNT.email);
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('The password needs at least 12 characters.')).toBeVisible();

  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.context().storageState({ path: SESSION_FILE });

  const stranger = await browser.newContext();
  const again = await stranger.newPage();
  await again.goto(setupLink);
  await expect(again.getByRole('heading', { name: 'Setup is already done' })).toBeVisible();
  await stranger.close();
});
