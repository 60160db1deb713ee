import { BUSY, CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

test('a topic is watched live by keyboard: its figures move each second, and switching off ends it', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/topics/${BUSY.topic}`);
  const live = page.getByRole('switch', { name: 'Live' });
  await live.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText(/^\d+ s left$/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Live, second by second' });
  await expect(table).toBeVisible();
  const before = await table.innerText();
  await expect.poll(() => table.innerText(), { timeout: 10_000 }).not.toBe(before);
  await page.keyboard.press('Space');
  await expect(table).toBeHidden();
  await expect(live).not.toBeChecked();
});

test('what Farol costs the cluster stands on the overview, by request', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}`);
  const cost = page.getByRole('group').filter({ hasText: 'What Farol costs this cluster' });
  await expect(cost.getByText(/requests\/s/)).toBeVisible();
  await expect(cost.getByText('ListOffsets')).toBeHidden();
  await cost.locator('summary').press('Enter');
  await expect(cost.getByText('ListOffsets')).toBeVisible();
});
