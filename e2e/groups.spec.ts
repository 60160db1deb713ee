import { startHeldUpGroup, type HeldUpGroup } from './support/held-up-group.ts';
import { onAPhoneAtNight, tabTo } from './support/person.ts';
import { CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

const BASE = `/clusters/${CLUSTER}`;
/** Two minutes in which Farol lets a group settle after its members joined, and some passes. */
const JUDGED_WITHIN_MS = 200_000;

let held: HeldUpGroup;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  held = await startHeldUpGroup('Pacotes', 'separacao');
});
test.afterAll(() => held?.remove());

test('from the overview to the member that holds a group up, and to what can be done, without a mouse', async ({ page }) => {
  test.setTimeout(JUDGED_WITHIN_MS + 120_000);
  await page.goto(BASE);
  const worst = page.getByRole('table').getByRole('link', { name: held.group, exact: true });
  await expect(page.getByText(`${held.group} is too far behind`).first()).toBeVisible({ timeout: JUDGED_WITHIN_MS });
  await tabTo(page, worst);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: held.group })).toBeVisible();

  // The page names the culprit before anything is asked.
  await expect(page.getByText(`100% of the lag lies on member ${held.stuck} on host`)).toBeVisible({ timeout: 30_000 });
  await tabTo(page, page.getByRole('button', { name: 'Who is slow' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/tab=slow/);
  const rows = page.getByRole('table', { name: 'Where the lag lies' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(held.stuck);
  await expect(rows.nth(0)).toContainText('3 of 3');
  await expect(rows.nth(1)).toContainText(held.quick);
  await expect(rows.nth(1)).toContainText('0 of 3');

  // From another side nobody stands out: its partitions have three leaders.
  await tabTo(page, page.getByRole('radio', { name: 'Member' }));
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/by=broker/);
  await expect(rows).toHaveCount(3);

  const fix = page.locator('summary', { hasText: 'How to fix it' });
  await fix.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`--describe --group ${held.group} --members --verbose`)).toBeVisible();
});

test('the same on a phone, in Portuguese and in the dark', async ({ page, baseURL }) => {
  test.setTimeout(JUDGED_WITHIN_MS + 120_000);
  await onAPhoneAtNight(page, baseURL);
  await page.goto(BASE);
  await expect(page.getByText(`${held.group} está atrasado demais`).first()).toBeVisible({ timeout: JUDGED_WITHIN_MS });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await tabTo(page, page.getByRole('table').getByRole('link', { name: held.group, exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: held.group })).toBeVisible();
  await expect(page.getByText(`100% do lag está no membro ${held.stuck} no host`)).toBeVisible({ timeout: 30_000 });
  await tabTo(page, page.getByRole('button', { name: 'Quem atrasa' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/tab=slow/);
  await expect(page.getByRole('table', { name: 'Onde está o lag' }).locator('tbody tr').first()).toContainText(held.stuck);
});
