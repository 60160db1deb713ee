import { BUSY, CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

test('a topic is found, opened and read without a mouse', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/topics`);
  await expect(page.getByRole('table', { name: 'Topics' })).toBeVisible();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'What is “Topics”?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('combobox', { name: 'Filter topics' })).toBeFocused();
  await page.keyboard.type('pedid');
  await expect(page).toHaveURL(/q=pedid/);
  await expect(page.getByRole('table', { name: 'Topics' }).locator('tbody tr')).toHaveCount(1);

  const link = page.getByRole('link', { name: BUSY.topic });
  for (let presses = 0; presses < 25 && !(await link.evaluate((node) => node === document.activeElement)); presses += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: BUSY.topic })).toBeVisible();

  const explain = page.getByRole('button', { name: 'What is Messages in?' });
  await explain.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('how far the end of the log moved');
  await page.keyboard.press('Escape');
  await expect(explain).toBeFocused();

  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('table', { name: 'Partitions' })).toBeVisible();
  await expect(page).toHaveURL(/tab=partitions/);
});

test('filter, order and tab come back with the address', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/topics?sort=partitions&order=desc&internal=true`);
  const header = page.getByRole('columnheader', { name: 'Partitions' });
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('link', { name: '__consumer_offsets' })).toBeVisible();
  await page.getByRole('button', { name: 'Partitions' }).click();
  await page.reload();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
});
