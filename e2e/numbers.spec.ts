import type { Page } from '@playwright/test';
import { kafkaTool } from './support/lab.ts';
import { CLUSTER, QUIET } from './support/places.ts';
import { expect, test } from './support/test.ts';

const BASE = `/clusters/${CLUSTER}`;

test('partitions and end offsets on screen are those of Kafka’s own tools', async ({ page }) => {
  const described = await kafkaTool('kafka-topics', '--describe', '--topic', QUIET.topic);
  const partitions = described.split('\n').filter((line) => /\bPartition: \d+/.test(line)).length;
  const offsets = await kafkaTool('kafka-get-offsets', '--topic', QUIET.topic);
  const ends = new Map(
    offsets
      .trim()
      .split('\n')
      .map((line) => line.trim().split(':'))
      .map(([, partition, end]) => [partition, end]),
  );
  expect(partitions).toBe(QUIET.partitions);

  await page.goto(`${BASE}/topics/${QUIET.topic}?tab=partitions`);
  const rows = await tableRows(page, 'Partitions', ['Partition', 'End']);
  expect(rows).toHaveLength(partitions);
  expect(new Map(rows.map((row) => [row['Partition'], row['End']]))).toEqual(ends);
});

test('lag on screen is that of kafka-consumer-groups, and no commit is never a zero', async ({ page }) => {
  const described = await kafkaTool('kafka-consumer-groups', '--describe', '--group', QUIET.group);
  const lags = lagsOf(described);
  const committed = QUIET.committed.map(String);
  expect([...lags.keys()].sort()).toEqual(committed);

  await page.goto(`${BASE}/groups/${QUIET.group}?tab=partitions`);
  const rows = await tableRows(page, 'Partitions of the group', ['Partition', 'Lag', 'Standing']);
  const onScreen = new Map(rows.map((row) => [row['Partition'] ?? '', row]));
  for (const [partition, lag] of lags) expect(onScreen.get(partition)?.['Lag'], `partition ${partition}`).toBe(lag);
  for (const [partition, row] of onScreen) {
    if (committed.includes(partition)) continue;
    expect(row['Standing']).toBe('no commit');
    expect(row['Lag']).toContain('–');
  }

  const total = [...lags.values()].reduce((sum, lag) => sum + Number(lag), 0);
  await page.goto(`${BASE}/groups?q=${QUIET.group}`);
  const [group] = await tableRows(page, 'Groups', ['Group', 'Lag', 'State']);
  expect(group).toMatchObject({ Group: QUIET.group, State: 'no members' });
  // "≥ 24 (sum of 3 of 6)": partitions without a commit are not counted as zero.
  expect(/^(?:≥\s*)?(\d+)/.exec(group?.['Lag'] ?? '')?.[1]).toBe(String(total));
});

/** LAG by partition as the tool prints it. */
function lagsOf(described: string): Map<string, string> {
  const lines = described.split('\n').map((line) => line.trim().split(/\s+/));
  const header = lines.find((words) => words.includes('LAG')) ?? [];
  const at = { partition: header.indexOf('PARTITION'), lag: header.indexOf('LAG') };
  return new Map(
    lines.filter((words) => words[0] === QUIET.group).map((words) => [words[at.partition] ?? '', words[at.lag] ?? '']),
  );
}

/** Rows of a table as texts by column header. */
async function tableRows(page: Page, label: string, columns: string[]): Promise<Record<string, string>[]> {
  const table = page.getByRole('table', { name: label, exact: true });
  await expect(table.locator('tbody tr').first()).toBeVisible();
  const headers = (await table.locator('thead th').allInnerTexts()).map((text) => text.trim());
  const places = columns.map((column) => headers.indexOf(column));
  if (places.includes(-1)) throw new Error(`the table has ${headers.join(', ')}, not all of ${columns.join(', ')}`);
  const cells = await table
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim())));
  return cells.map((texts) => Object.fromEntries(columns.map((column, at) => [column, texts[places[at] ?? -1] ?? ''])));
}
