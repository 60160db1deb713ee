import { CLUSTER, surroundings } from './support/places.ts';
import { expect, test } from './support/test.ts';

test('a wrong server is explained at the step that fails', async ({ page }) => {
  await page.goto('/clusters/new');
  await page.getByLabel('Name').fill('Nowhere');
  await page.getByLabel('Bootstrap servers').fill('127.0.0.1:1');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('It does not work yet')).toBeVisible();
  const step = page.getByRole('listitem').filter({ hasText: 'Network connection (TCP)' });
  await expect(step).toContainText('failed');
  await expect(step).toContainText('Check the port, the firewall');
});

test('a key that is not allowed is refused beside its field, and a password never comes back', async ({ page }) => {
  const secret = 'segredo-que-nao-volta';
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/api/v1/clusters')) answers.push(await response.text().catch(() => ''));
  });
  await page.goto('/clusters/new');
  await page.getByLabel('Name').fill('Odd keys');
  await page.getByRole('radio', { name: 'client.properties' }).click();
  const field = page.getByRole('textbox', { name: 'client.properties' });
  await field.fill(
    [
      `bootstrap.servers=${surroundings().bootstrap}`,
      'security.protocol=SASL_PLAINTEXT',
      'sasl.mechanism=PLAIN',
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${secret}";`,
      'interceptor.classes=evil.Interceptor',
    ].join('\n'),
  );
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert').filter({ hasText: 'interceptor.classes' }).first()).toBeVisible();
  expect(answers.join('\n')).not.toContain(secret);
});

test('a cluster is tested, reviewed, added and measured', async ({ page }) => {
  await page.goto('/clusters/new');
  await page.getByLabel('Name').fill('Second view');
  await page.getByLabel('Bootstrap servers').fill(surroundings().bootstrap);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText(/All good: Farol can measure|It works, with reservations/)).toBeVisible({ timeout: 30_000 });
  const stepOf = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  for (const name of ['Network connection (TCP)', 'Protocol versions', 'Cluster metadata', 'Reach of every broker']) {
    await expect(stepOf(name)).toContainText('good');
  }
  // The lab is reached by address and without TLS: those steps say so instead of claiming success.
  for (const name of ['Name resolution (DNS)', 'Encryption (TLS)']) await expect(stepOf(name)).toContainText('does not apply');
  await page.getByRole('button', { name: 'Review' }).click();
  await expect(page.getByRole('heading', { name: 'What will be stored' })).toBeVisible();
  await page.getByRole('button', { name: 'Add cluster' }).click();
  await page.waitForURL(/\/clusters\/second-view/);
  expect(page.url()).not.toContain(`/clusters/${CLUSTER}`);
  // The sampler finds it by itself and the page shows its first pass.
  await expect(page.getByText('3 of 3 brokers').first()).toBeVisible({ timeout: 45_000 });
});

test('times are shown in the zone of the cluster for whoever asks for it', async ({ page, baseURL }) => {
  // The cluster of the test before: one that the environment declares cannot be changed here.
  await page.goto('/clusters/second-view/measuring');
  const zone = page.getByLabel('Zone of the cluster');
  await zone.fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('There is no zone of this name.')).toBeVisible();
  await zone.fill('Asia/Kathmandu');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. Farol follows within seconds.')).toBeVisible();

  await page.context().addCookies([{ name: 'farol_preferences', value: encodeURIComponent('zone=cluster'), url: baseURL ?? '' }]);
  const range = 'from=2025-11-21T10:00:00.000Z&to=2025-11-21T12:00:00.000Z';
  const control = page.getByRole('group', { name: 'Time range of the charts' });
  await page.goto(`/clusters/second-view?${range}`);
  await expect(control).toContainText('15:45 – 17:45');
  // A cluster without a zone shows the browser's times.
  await page.goto(`/clusters/${CLUSTER}?${range}`);
  await expect(control).not.toContainText('15:45');
});
