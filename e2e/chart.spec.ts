import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { BUSY, CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

const TOPIC_PAGE = `/clusters/${CLUSTER}/topics/${BUSY.topic}`;
const RATE = 'Messages per second';

/** A chart's card with its drawing. */
async function chartNamed(page: Page, name: string): Promise<Locator> {
  const card = page.getByRole('region', { name, exact: true });
  // The plotting library arrives after the page, and a busy machine takes its time to read it.
  await expect(card.locator('svg.recharts-surface')).toBeVisible({ timeout: 40_000 });
  return card;
}

async function openMenu(page: Page, card: Locator, name: string): Promise<Locator> {
  await card.getByRole('button', { name: `${name}: more` }).click();
  const menu = page.getByRole('menu');
  // Its items arrive with the first opening.
  await expect(menu.getByRole('menuitem', { name: 'Full screen' })).toBeVisible();
  return menu;
}

test('a chart is compared with yesterday: in the address, the legend and the table', async ({ page }) => {
  await page.goto(TOPIC_PAGE);
  const card = await chartNamed(page, RATE);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('menuitemradio', { name: 'Yesterday, same time' }).click();
  await expect(page).toHaveURL(/compare=1d/);
  // The cluster of the tests is minutes old: what was yesterday is unknown, and said to be.
  const line = card.getByRole('listitem').filter({ hasText: 'yesterday:' });
  await expect(line).toContainText('Not measured then');
  const menu = await openMenu(page, card, RATE);
  await menu.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(card.getByRole('columnheader', { name: /, yesterday$/ })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/compare=/);
  await expect(card.getByText(/, yesterday$/)).toHaveCount(0);
  await expect(line).toHaveCount(0);
});

test('a line is shown alone, another one with it, and all again', async ({ page }) => {
  await page.goto(`${TOPIC_PAGE}?by=partition`);
  const card = await chartNamed(page, RATE);
  const lines = card.locator('path.recharts-line-curve');
  await expect(lines).toHaveCount(BUSY.partitions);
  const swatches = card.getByRole('button', { name: /^Show only / });
  await swatches.first().click();
  await expect(lines).toHaveCount(1);
  await swatches.first().click({ modifiers: ['ControlOrMeta'] });
  await expect(lines).toHaveCount(2);
  await card.getByRole('button', { name: 'show all' }).click();
  await expect(lines).toHaveCount(BUSY.partitions);
});

test('dragging over a chart shows that window, and Ctrl+Z what was before', async ({ page }) => {
  await page.goto(TOPIC_PAGE);
  const card = await chartNamed(page, RATE);
  const box = await card.locator('svg.recharts-surface').boundingBox();
  if (box === null) throw new Error('The drawing has no place.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 8 });
  await page.mouse.move(box.x + box.width * 0.8, y, { steps: 8 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*&to=/);
  const url = new URL(page.url());
  const length = Date.parse(url.searchParams.get('to') ?? '') - Date.parse(url.searchParams.get('from') ?? '');
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThan(3_600_000);
  await page.keyboard.press('Control+z');
  await expect(page).not.toHaveURL(/from=/);
});

test('the CSV holds what the API says', async ({ page }) => {
  test.slow();
  // A window that stands still: page and request ask for the same. A young cluster has nothing in it for the first minutes.
  let [from, to] = [0, 0];
  const ask = () =>
    page.request.get(`/api/v1/clusters/${CLUSTER}/series`, {
      params: { metric: 'topic.messages_in', topic: BUSY.topic, from, to },
    });
  await expect
    .poll(
      async () => {
        to = Math.floor((Date.now() - 60_000) / 60_000) * 60_000;
        from = to - 15 * 60_000;
        const { series } = (await (await ask()).json()) as { series: { mean: (number | null)[] }[] };
        return series.some(({ mean }) => mean.some((value) => value !== null));
      },
      { timeout: 150_000, intervals: [2_000] },
    )
    .toBe(true);
  const range = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
  await page.goto(`${TOPIC_PAGE}?${range}`);
  const card = await chartNamed(page, RATE);
  const menu = await openMenu(page, card, RATE);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    menu.getByRole('menuitem', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^farol-messages-per-second-.*\.csv$/);
  const file = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '');
  const [head, ...rows] = file
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(head?.[0]).toBe('time');
  expect(head?.[1]).toContain('[messages_per_second]');

  const answer = await ask();
  const body = (await answer.json()) as { times: number[]; series: { mean: (number | null)[] }[] };
  const wanted = new Map(body.times.map((at, index) => [new Date(at).toISOString(), String(body.series[0]?.mean[index] ?? '')]));
  expect(rows.length).toBeGreaterThan(0);
  for (const [time, value] of rows) expect({ time, value }).toEqual({ time, value: wanted.get(time ?? '') });
  expect(rows.some(([, value]) => value !== '')).toBe(true);
});

/** Buckets of a chart, and some more. */
const STEPS_MOST = 300;

test('a chart is read, enlarged and left by keyboard', async ({ page }) => {
  await page.goto(TOPIC_PAGE);
  const card = await chartNamed(page, RATE);
  const drawing = card.locator('svg.recharts-surface');
  await drawing.focus();
  // The range may begin before the first measurement: there the tooltip says so, and further right it tells a value.
  const tooltip = card.locator('.recharts-tooltip-wrapper');
  for (let press = 0; press < STEPS_MOST && !((await tooltip.textContent()) ?? '').includes('msg/s'); press++) {
    await page.keyboard.press('ArrowRight');
    await expect(tooltip).not.toBeEmpty();
  }
  await expect(tooltip).toContainText('msg/s');

  const more = card.getByRole('button', { name: `${RATE}: more` });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Full screen' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('full');
  await expect(page.getByRole('menuitem', { name: 'Full screen' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: RATE });
  await expect(dialog.locator('svg.recharts-surface')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a mark set by a pipeline stands in the charts and leads to the time line', async ({ page, baseURL }) => {
  const text = 'loja 2.4 in production';
  const created = await page.request.post(`/api/v1/clusters/${CLUSTER}/events`, {
    headers: { origin: baseURL ?? '' },
    data: { text, scope: { kind: 'topic', name: BUSY.topic } },
  });
  expect(created.status()).toBe(201);
  await page.goto(TOPIC_PAGE);
  const card = await chartNamed(page, RATE);
  const marks = card.getByRole('toolbar', { name: /in this chart$/ });
  await marks.getByRole('button').last().click();
  const entry = page.getByRole('link', { name: new RegExp(text) });
  await entry.click();
  await expect(page).toHaveURL(/#event-/);
});
