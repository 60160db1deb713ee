import { killBroker, startBroker } from './support/lab.ts';
import { BUSY, CLUSTER } from './support/places.ts';
import { expect, test } from './support/test.ts';

const BASE = `/clusters/${CLUSTER}`;
const VICTIM = 2;
/** Two passes of 5 s, the brokers' own session timeout of 3 s, and one poll of the page. */
const SEEN_WITHIN_MS = 20_000;
const HEALED_WITHIN_MS = 60_000;

test.afterAll(() => startBroker(VICTIM));

test('a lost broker is named within two passes, the rest goes on, and the picture heals by itself', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto(BASE);
  await expect(page.getByText('3 of 3 brokers').first()).toBeVisible({ timeout: 30_000 });

  await killBroker(VICTIM);
  await expect(page.getByText(new RegExp(`Broker ${VICTIM}\\b`, 'i')).first()).toBeVisible({ timeout: SEEN_WITHIN_MS });
  await expect(page.getByText('2 of 3 brokers').first()).toBeVisible({ timeout: SEEN_WITHIN_MS });

  await page.goto(`${BASE}/brokers/${VICTIM}`);
  await expect(page.getByText('The broker is down').first()).toBeVisible({ timeout: SEEN_WITHIN_MS });

  await page.goto(`${BASE}/topics?show=trouble`);
  const row = page.getByRole('row').filter({ hasText: BUSY.topic });
  await expect(row).toContainText('under-replicated', { timeout: SEEN_WITHIN_MS });

  await page.goto(`${BASE}/topics/${BUSY.topic}?tab=partitions`);
  await expect(page.getByText(`broker ${VICTIM} out of sync`).first()).toBeAttached();

  await startBroker(VICTIM);
  await page.goto(BASE);
  await expect(page.getByText('3 of 3 brokers').first()).toBeVisible({ timeout: HEALED_WITHIN_MS });
  await page.goto(`${BASE}/topics?show=trouble`);
  await expect(page.getByText('No topic in trouble')).toBeVisible({ timeout: HEALED_WITHIN_MS });
});
