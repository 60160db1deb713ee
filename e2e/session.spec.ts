import { ACCOUNT, CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

test.use({ storageState: { cookies: [], origins: [] } });

test('a stranger is led to sign-in and comes back to the page they wanted', async ({ page }) => {
  const wanted = `/clusters/${CLUSTER}/topics?q=ped`;
  await page.goto(wanted);
  await page.waitForURL(/\/sign-in\?next=/);

  await page.getByLabel('E-mail').fill(ACCOUNT.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail and password do not match.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();

  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => `${url.pathname}${url.search}` === wanted);

  await page.getByRole('button', { name: /Ana Lima/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto(wanted);
  await page.waitForURL(/\/sign-in\?next=/);
});

test('sign-in never leads to another site', async ({ page, baseURL }) => {
  await page.goto('/sign-in?next=//evil.example/');
  await page.getByLabel('E-mail').fill(ACCOUNT.email);
  await page.getByLabel('Password', { exact: true }).fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  expect(new URL(page.url()).origin).toBe(baseURL);
});

test('a link that is not valid says so and leaves no secret in the address', async ({ page }) => {
  await page.goto('/enter#0123456789abcdefghijklmnopqrstuvwxyz');
  await expect(page.getByRole('alert').getByText('This link was already used or has expired.')).toBeVisible();
  expect(page.url()).toMatch(/\/enter$/);
});
