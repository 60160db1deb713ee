import type { Page } from '@playwright/test';
import { GroupDetail, RecordAge } from '#lib/contracts/groups.ts';
import messages from '#messages/en/groups.json' with { type: 'json' };
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

test('the verdict on screen is that of the API, and the time behind holds the age of the message itself', async ({ page }) => {
  const [partition] = QUIET.committed;
  const api = `/api/v1/clusters/${CLUSTER}/groups/${QUIET.group}`;
  await page.goto(`${BASE}/groups?q=${QUIET.group}`);
  // The page follows the passes: it may be one behind the API, never of another opinion for good.
  await expect
    .poll(async () => {
      const { group } = GroupDetail.parse(await (await page.request.get(api)).json());
      const [row] = await tableRows(page, 'Groups', ['Verdict']);
      return group.verdict !== null && row?.['Verdict'] === messages.verdict.word[group.verdict.code];
    })
    .toBe(true);

  await page.goto(`${BASE}/groups/${QUIET.group}?tab=partitions&partitions.q=${QUIET.topic}+${partition}`);
  await page.getByRole('button', { name: `Read now: the exact age of ${QUIET.topic}-${partition}` }).click();
  await expect(page.getByRole('button', { name: `Read again: the exact age of ${QUIET.topic}-${partition}` })).toBeVisible();
  const rows = await tableRows(page, 'Partitions of the group', ['Partition', 'Exact age']);
  const shown = secondsOf(rows.find((row) => row['Partition'] === String(partition))?.['Exact age'] ?? '');
  const age = RecordAge.parse(await (await page.request.get(`${api}/partitions/${QUIET.topic}/${partition}/age`)).json());
  expect(age.seconds).not.toBeNull();
  expect(Math.abs((age.seconds ?? 0) - shown)).toBeLessThan(30);

  const detail = GroupDetail.parse(await (await page.request.get(api)).json());
  const behind = detail.partitions.find((row) => row.partition === partition)?.secondsBehind ?? null;
  const written = Date.parse(age.timestamp ?? '');
  // Bounds are as of their pass, up to two passes ago.
  const now = (Date.now() - written) / 1_000;
  expect(behind?.lower ?? Infinity).toBeLessThanOrEqual(now + 1);
  expect(behind?.upper ?? Infinity).toBeGreaterThanOrEqual(now - 30);
});

/** Seconds of a length of time as the pages write it: "1 min 20 s". */
function secondsOf(text: string): number {
  const unit: Record<string, number> = { d: 86_400, h: 3_600, min: 60, s: 1 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(d|h|min|s)\b/g)];
  if (parts.length === 0) throw new Error(`“${text}” is no length of time`);
  return parts.reduce((sum, [, figure, name]) => sum + Number(figure) * (unit[name ?? ''] ?? NaN), 0);
}

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
