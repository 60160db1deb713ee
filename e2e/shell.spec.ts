import type { Page } from '@playwright/test';
import { BUSY, CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

/** Opens a page and waits until it listens to keys: the window's icon tells a state from then on. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('link[rel~="icon"]').first()).toHaveAttribute('data-state', /./);
}

test('three keys lead from any page to a topic, through the palette alone', async ({ page }) => {
  await open(page, `/clusters/${CLUSTER}/brokers`);
  await expect(page.getByRole('heading', { level: 1, name: 'Brokers' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pdd');
  const field = page.getByRole('combobox', { name: 'Go to anything' });
  await expect(field).toHaveValue('pdd');
  const first = page.getByRole('option').first();
  await expect(first).toContainText(BUSY.topic);
  await expect(first).toContainText('topic');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: BUSY.topic })).toBeVisible();

  // Where one has been is offered first; Escape leaves everything as it was.
  await open(page, '/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText(BUSY.topic);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the palette acts as well as leads', async ({ page }) => {
  await open(page, `/clusters/${CLUSTER}/topics`);
  await page.getByRole('button', { name: /Go to topic/ }).click();
  await page.keyboard.type('theme dark');
  await expect(page.getByRole('option').first()).toContainText('Theme: Dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('density compact');
  await expect(page.getByRole('option').first()).toContainText('Density: Compact');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('estoque');
  await page
    .getByRole('option', { name: /estoque.*group/ })
    .first()
    .hover();
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  await expect(opened).toHaveURL(/\/groups\/estoque/);
  await expect(page).toHaveURL(/\/topics$/);
});

test('single keys go to pages and to the filter, never while typing, and can be switched off', async ({ page }) => {
  await open(page, `/clusters/${CLUSTER}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1, name: 'Topics' })).toBeVisible();

  const filter = page.getByRole('combobox', { name: 'Filter topics' });
  await expect(filter).toBeVisible();
  await page.keyboard.press('/');
  await expect(filter).toBeFocused();
  await page.keyboard.type('g b?');
  await expect(filter).toHaveValue('g b?');
  await expect(page).toHaveURL(/\/topics/);
  await page.keyboard.press('Escape');
  await filter.blur();

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('To the filter of the page');
  await help.getByRole('switch').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/topics/);
  // The palette needs no single key, so it is the way back.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('switch single');
  await expect(page.getByRole('option').first()).toContainText('Switch single-key shortcuts on');
  await page.keyboard.press('Enter');
  await page.keyboard.press('?');
  await expect(help).toBeVisible();
});

test('a range is written, pasted, moved and undone, and stands in the address', async ({ page }) => {
  await open(page, `/clusters/${CLUSTER}`);
  const control = page.getByRole('group', { name: 'Time range of the charts' });
  await expect(control).toContainText('Last hour');
  await page.keyboard.press('t');
  await page.getByRole('textbox', { name: 'Range' }).fill('90 min');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/range=90m/);
  await expect(control).toContainText('Last 90 min');

  await page.keyboard.press('-');
  await expect(page).toHaveURL(/range=3h/);
  await page.keyboard.press('[');
  await expect(page).toHaveURL(/from=.*&to=/);
  await page.keyboard.press(']');
  await expect(page).toHaveURL(/range=3h/);

  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'https://grafana.example/d/kafka?from=1763719200000&to=1763726400000');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(page).toHaveURL(/from=2025-11-21T10:00:00\.000Z&to=2025-11-21T12:00:00\.000Z/);
  await page.goBack();
  await expect(page).toHaveURL(/range=3h/);
});

for (const [zone, from, to] of [
  ['America/Sao_Paulo', '07:00', '09:00'],
  ['UTC', '10:00', '12:00'],
  ['Asia/Kathmandu', '15:45', '17:45'],
  ['Europe/Lisbon', '10:00', '12:00'],
] as const) {
  test(`times are shown and entered in ${zone} once it is chosen`, async ({ page }) => {
    await open(page, `/clusters/${CLUSTER}?from=2025-11-21T10:00:00.000Z&to=2025-11-21T12:00:00.000Z`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`time zone ${zone.replace('_', ' ')}`);
    await expect(page.getByRole('option').first()).toContainText(zone);
    await page.keyboard.press('Enter');
    const control = page.getByRole('group', { name: 'Time range of the charts' });
    await expect(control).toContainText(`${from} – ${to}`);
    await page.reload();
    await expect(control).toContainText(`${from} – ${to}`);
    await control.getByRole('button', { name: /–/ }).click();
    await expect(page.getByLabel('From')).toHaveValue(`2025-11-21T${from}`);
  });
}

test('times go on over a change of the clocks', async ({ page, baseURL }) => {
  await page
    .context()
    .addCookies([{ name: 'farol_preferences', value: encodeURIComponent('zone=Europe/Lisbon'), url: baseURL ?? '' }]);
  // 30 March 2025: 01:00 became 02:00.
  await open(page, `/clusters/${CLUSTER}?from=2025-03-30T00:30:00.000Z&to=2025-03-30T01:30:00.000Z`);
  const control = page.getByRole('group', { name: 'Time range of the charts' });
  await expect(control).toContainText('00:30 – 02:30');
  await control.getByRole('button', { name: /–/ }).click();
  await page.getByLabel('To', { exact: true }).fill('2025-03-30T03:30');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/to=2025-03-30T02:30:00\.000Z/);
});

test('one line tells that Farol is out of reach, and goes by itself', async ({ page }) => {
  await open(page, `/clusters/${CLUSTER}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.context().setOffline(true);
  const line = page.getByText('This device is offline.');
  await expect(line).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.context().setOffline(false);
  await expect(line).toBeHidden();
});

test('the window’s title and icon tell the state of the cluster', async ({ page }) => {
  await open(page, `/clusters/${CLUSTER}`);
  await expect(page.locator('link[rel~="icon"]').first()).toHaveAttribute('data-state', /^(ok|warn|bad)$/);
  await expect(page).toHaveTitle(/Farol$/);
});
