import { killBroker, startBroker } from './support/lab.ts';
import { onAPhoneAtNight, tabTo } from './support/person.ts';
import { CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

const BASE = `/clusters/${CLUSTER}`;
const VICTIM = 3;
/** Two passes of 5 s, the brokers' own session timeout of 3 s, and one poll of the page. */
const SEEN_WITHIN_MS = 20_000;
const HEALED_WITHIN_MS = 60_000;

test.afterAll(() => startBroker(VICTIM));

test('a killed broker is followed from the overview to its cause by keyboard alone', async ({ page, baseURL }) => {
  test.setTimeout(240_000);
  await page.goto(BASE);
  await expect(page.getByText('3 of 3 brokers answered')).toBeVisible({ timeout: HEALED_WITHIN_MS });

  await killBroker(VICTIM);
  const problem = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: `Broker ${VICTIM} is down` }) });
  await expect(problem).toBeVisible({ timeout: SEEN_WITHIN_MS });

  // First on the page, in words: what, who is hit, what comes of it, what to do.
  const first = page.getByRole('heading', { level: 3 }).first();
  await expect(first).toHaveText(`Broker ${VICTIM} is down`);
  await expect(problem).toContainText('Critical');
  await expect(problem).toContainText(/Hit: .+ \(\d+ partitions?\)/);
  await expect(problem).toContainText('If nobody acts: its partitions live on fewer copies');
  await expect(problem).toContainText('Next step: start the broker again');
  await expect(page.getByText('2 of 3 brokers answered')).toBeVisible({ timeout: SEEN_WITHIN_MS });

  // Past the navigation, to the one button of the problem.
  await page.keyboard.press('Tab');
  await tabTo(page, page.getByRole('link', { name: 'See broker' }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: `Broker ${VICTIM}` })).toBeVisible();
  await expect(page.getByText(/^Down since /)).toBeVisible();

  // Its figures are unknown with the reason, and the others' are still there to compare with.
  const evidence = page.getByRole('table', { name: 'Is it slow?' });
  await expect(evidence.getByRole('row', { name: /Farol’s own requests/ })).toContainText('not measured');

  // One stop for all tabs; the arrows go on from the one that is open.
  await tabTo(page, page.getByRole('tab', { name: 'Now' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/tab=partitions/);
  await expect(page.getByRole('table', { name: 'Partitions of the broker' })).toContainText(/out of sync|offline/);

  // The same for somebody woken at night, with a telephone.
  const phone = await page.context().newPage();
  await onAPhoneAtNight(phone, baseURL);
  await phone.goto(BASE);
  await expect(phone.getByRole('heading', { level: 3 }).first()).toHaveText(`Broker ${VICTIM} está fora do ar`);
  await tabTo(phone, phone.getByRole('link', { name: 'Ver broker' }).first());
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { level: 1, name: `Broker ${VICTIM}` })).toBeVisible();
  await expect(phone.getByText(/^Fora do ar desde /)).toBeVisible();
  await phone.close();
  await page.context().addCookies([{ name: 'farol_locale', value: 'en', url: baseURL ?? '' }]);

  await startBroker(VICTIM);
  await page.goto(BASE);
  await expect(page.getByText('3 of 3 brokers answered')).toBeVisible({ timeout: HEALED_WITHIN_MS });
  await expect(page.getByRole('heading', { name: `Broker ${VICTIM} is down` })).toHaveCount(0);
});

test('the brokers stand side by side, and the fleet tells the same cluster in words', async ({ page }) => {
  await page.goto(`${BASE}/brokers`);
  const table = page.getByRole('table', { name: 'Brokers' });
  await expect(table.locator('tbody tr')).toHaveCount(3);
  await expect(page.getByText('Tint: compared with the other brokers.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Distribution' })).toContainText('Leaders');
  const isWider = await table.evaluate((node) => node.scrollWidth > (node.parentElement?.clientWidth ?? 0) + 1);
  expect(isWider).toBe(false);

  await page.goto('/');
  const row = page
    .getByRole('list', { name: 'Clusters' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: CLUSTER, exact: true }) });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('3 of 3');
  await row.getByRole('heading').getByRole('link').press('Enter');
  await expect(page).toHaveURL(new RegExp(`${BASE}$`));
});

test('differences between the brokers’ settings are told beside the configuration', async ({ page }) => {
  await page.goto(`${BASE}/brokers/1?tab=configs`);
  const card = page.getByRole('region', { name: 'Different from the other brokers' });
  const meant = card.getByText(/as (it|they) should/);
  await expect(meant).toBeVisible();
  await meant.press('Enter');
  await expect(card.getByRole('rowheader', { name: /node\.id|broker\.id/ }).first()).toBeVisible();
});

test('the overview prints without navigation and controls', async ({ page }) => {
  await page.goto(BASE);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(page.getByText('brokers answered')).toBeVisible();
  // What is hidden leaves its room to the rest.
  const [content, sheet] = await page.evaluate(() => [document.querySelector('main')?.clientWidth ?? 0, window.innerWidth]);
  expect(content).toBeGreaterThan(sheet * 0.9);
});
