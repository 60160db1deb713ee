import { kafkaTool } from './support/lab.ts';
import { CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

/** Laid out badly on purpose: one copy of each partition. */
const SINGLE = 'so-uma-copia';

test.beforeAll(async () => {
  const placed = ['--partitions', '3', '--replication-factor', '1'];
  await kafkaTool('kafka-topics', '--create', '--if-not-exists', '--topic', SINGLE, ...placed);
});

test('a newcomer finds from the overview, by keyboard, which topic is badly laid out and what to type', async ({ page }) => {
  // Advice is made once a minute.
  test.setTimeout(150_000);
  await expect(async () => {
    const answer = await page.request.get(`/api/v1/clusters/${CLUSTER}/advice?topic=${SINGLE}`);
    const { data } = (await answer.json()) as { data: { code: string }[] };
    expect(data.map(({ code }) => code)).toContain('single_replica');
  }).toPass({ timeout: 120_000, intervals: [1_000] });

  await page.goto(`/clusters/${CLUSTER}`);
  const link = page.getByRole('navigation').getByRole('link', { name: 'Advice' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Advice' })).toBeVisible();

  const kind = page.getByRole('button', { name: /Only one copy of the data/ });
  await expect(kind).toHaveAttribute('aria-expanded', 'false');
  await kind.focus();
  await page.keyboard.press('Enter');
  await expect(kind).toHaveAttribute('aria-expanded', 'true');
  await expect(kind).toBeFocused();
  await expect(page.getByText('Why it matters', { exact: true })).toBeVisible();
  await expect(page.getByText('When this advice is wrong')).toBeVisible();
  const command = page.getByLabel('Command for the terminal').filter({ hasText: SINGLE });
  await expect(command).toContainText('kafka-reassign-partitions.sh');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await command.locator('xpath=..').getByRole('button', { name: 'Copy the command' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await command.textContent());
  await expect(page).toHaveURL(/open=single_replica/);
  await page.reload();
  await expect(page.getByText('Why it matters', { exact: true })).toBeVisible();

  await page.getByRole('main').getByRole('link', { name: SINGLE }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: SINGLE })).toBeVisible();
  await page.getByRole('tab', { name: /^Advice/ }).click();
  await expect(page.getByRole('button', { name: /Only one copy of the data/ })).toBeVisible();
});

test('filters of the advice stand in the address and are undone in one step', async ({ page }) => {
  await page.goto(`/clusters/${CLUSTER}/advice?theme=retention&q=nothing-has-this-name`);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/theme=/);
  await expect(page.getByRole('button', { name: /Only one copy of the data/ })).toBeVisible();
});
