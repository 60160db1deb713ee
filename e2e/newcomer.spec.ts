import { CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

test('a word is explained where it stands, and the glossary says the rest, by keyboard alone', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/groups`);
  const question = page.getByRole('button', { name: 'What is “Groups”?' });
  await question.focus();
  await page.keyboard.press('Enter');
  const answer = page.getByRole('dialog', { name: /What is “.*group/i });
  await expect(answer).toContainText(/consumers/);
  await page.keyboard.press('Escape');
  await expect(question).toBeFocused();
  await page.keyboard.press('Enter');
  await answer.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/glossary#group$/);
  await expect(page.locator('#group')).toBeInViewport();

  // See also: from one word to the next.
  await page.locator('#group').getByRole('link', { name: /^Lag/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#lag$/);
  await expect(page.locator('#lag').getByRole('img')).toBeVisible();
});

test('the glossary is searched in the reader’s words, and the search stands in the address', async ({ page }) => {
  await page.goto('/glossary');
  const field = page.getByRole('searchbox', { name: 'Search a term' }).or(page.getByRole('textbox', { name: 'Search a term' }));
  await field.fill('quorum');
  await expect(page).toHaveURL(/q=quorum/);
  await expect(page.getByRole('heading', { level: 3 }).first()).toContainText(/quorum/i);
  await page.reload();
  await expect(page.getByRole('heading', { level: 3 }).first()).toContainText(/quorum/i);
  await field.fill('nothing like this');
  await page.getByRole('button', { name: 'See all terms' }).click();
  await expect(page).not.toHaveURL(/q=/);
  await expect(page.locator('#partition')).toBeVisible();
});

test('what a column means is read in the list of columns, without a mouse', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/brokers`);
  const columns = page.getByRole('button', { name: 'Columns' });
  await columns.focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: 'Columns' });
  await expect(list.getByRole('checkbox', { name: 'Leaders', exact: true })).toHaveAccessibleDescription(/partitions/i);
  await list.getByRole('checkbox', { name: 'Host', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Host' })).toBeVisible();
  await expect(page).toHaveURL(/cols=.*host/);
});

test('an address that leads nowhere shows two ways on', async ({ page }) => {
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await page.getByRole('main').getByRole('link', { name: 'Read the glossary' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Glossary' })).toBeVisible();
});
