import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '#bin/testing/find-chromium.ts';
import { ROOT } from '#bin/root.ts';
import { startFakeCluster } from '#lib/testing/fake-broker/fake-cluster.ts';
import { fakeClusterOfShape } from '#lib/testing/fake-broker/fake-state.ts';
import { heapMb, openPage, readVitals, scrollTable, timeFilter, type PageFigures } from './browser-probes.ts';
import { spreadOf, table } from './figures.ts';
import { startProduct, until, type Product } from './product.ts';

const SHAPE = { topics: 10_000, partitionsPerTopic: 2, groups: 1_000, partitionsPerGroup: 20 };
const BROKERS = 3;
/** A telephone or an old laptop. */
const CPU_THROTTLE = 4;
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const BUDGET = {
  firstLoadKb: 200,
  lcpMs: 2_000,
  inpMs: 150,
  cls: 0.05,
  filterMs: 100,
  rows: 80,
  frameMs: 50,
  heapMb: 3,
} as const;

interface Screen {
  name: string;
  path: string;
}

interface Measured {
  pages: readonly (Screen & PageFigures & { interactions: readonly number[] })[];
  filter: readonly number[];
  scroll: { worstFrameMs: number; rows: number };
  heap: { minutes: number; grownMb: number };
}

/** Weight and speed of the screens in Chromium, over a cluster of 10,000 topics on fake brokers. Returns the budgets that were missed, in words. */
export async function browserBench(minutes: number, print: (line: string) => void): Promise<string[]> {
  const say = (text: string) => process.stderr.write(`bench browser: ${text}\n`);
  say(`starting ${BROKERS} fake brokers with ${SHAPE.topics} topics, ${SHAPE.groups} groups`);
  const releases = Array.from({ length: BROKERS }, () => '4.3' as const);
  const cluster = await startFakeCluster({ state: fakeClusterOfShape({ ...SHAPE, brokers: BROKERS }), releases, frozen: true });
  let product: Product | null = null;
  let browser: Browser | null = null;
  try {
    product = await startProduct(cluster.bootstrap, { web: true });
    const { web, db, clusterKey, clusterId } = product;
    if (web === null) throw new Error('there is no web server');
    say('waiting for the first passes');
    await until(async () => {
      const { rows } = await db.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM ts.pass WHERE cluster_key = $1', [
        clusterKey,
      ]);
      return (rows[0]?.n ?? 0) >= 3;
    }, 'the third pass');
    browser = await chromium.launch({ executablePath: await findChromium(ROOT, say), args: FLAGS });
    return report(await measure(browser, web, `${web.url}/clusters/${clusterId}`, minutes, say), print);
  } finally {
    await browser?.close();
    await product?.stop();
    await cluster.stop();
  }
}

async function measure(
  browser: Browser,
  web: { url: string; cookie: string },
  base: string,
  minutes: number,
  say: (text: string) => void,
): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  await context.addCookies(
    web.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: web.url };
    }),
  );
  const topic = await firstTopic(await context.newPage(), base);
  const screens: readonly Screen[] = [
    { name: 'clusters', path: web.url },
    { name: 'overview', path: base },
    { name: 'brokers', path: `${base}/brokers` },
    { name: 'topics', path: `${base}/topics` },
    { name: 'a topic', path: `${base}/topics/${encodeURIComponent(topic)}` },
    { name: 'groups', path: `${base}/groups` },
  ];
  const pages: Measured['pages'][number][] = [];
  for (const screen of screens) {
    say(`opening ${screen.name} with a processor slowed down ${CPU_THROTTLE} times`);
    // A page of its own each time: vitals and cache are those of a first visit.
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_THROTTLE });
    const figures = await openPage(page, screen.path);
    await interact(page);
    const { interactions, cls } = await readVitals(page);
    pages.push({ ...screen, ...figures, cls, interactions });
    await page.close();
  }

  say('filtering and scrolling 10,000 rows');
  const list = await context.newPage();
  await openPage(list, `${base}/topics`);
  const filter: number[] = [];
  for (const text of ['1', '12', '123', '', 'topic 9', '']) filter.push(await timeFilter(list, text));
  const scroll = await scrollTable(list);
  await list.close();

  say(`watching the live charts of the overview for ${minutes} min`);
  const live = await context.newPage();
  await openPage(live, base);
  const devtools = await context.newCDPSession(live);
  await devtools.send('Performance.enable');
  await live.waitForTimeout(20_000);
  const before = await heapMb(devtools);
  await live.waitForTimeout(minutes * 60_000);
  return { pages, filter, scroll, heap: { minutes, grownMb: (await heapMb(devtools)) - before } };
}

/** What a person does first: along the controls by keyboard, and one click on what can be switched. */
async function interact(page: Page): Promise<void> {
  for (let press = 0; press < 8; press++) await page.keyboard.press('Tab');
  const field = page.locator('[role="search"] input').first();
  if ((await field.count()) > 0) await field.pressSequentially('top', { delay: 60 });
  const toggle = page.locator('main [aria-pressed], main [role="radio"], main [role="switch"]').first();
  if ((await toggle.count()) > 0) await toggle.click();
  await page.waitForTimeout(500);
}

async function firstTopic(page: Page, base: string): Promise<string> {
  const answer = await page.request.get(`${base.replace('/clusters/', '/api/v1/clusters/')}/topics?limit=1`);
  const { data } = (await answer.json()) as { data: { name: string }[] };
  await page.close();
  if (data[0] === undefined) throw new Error('no topic was sampled');
  return data[0].name;
}

function report({ pages, filter, scroll, heap }: Measured, print: (line: string) => void): string[] {
  const inp = (interactions: readonly number[]) => (interactions.length === 0 ? NaN : spreadOf(interactions).p99);
  print(`Screens in Chromium, processor slowed down ${CPU_THROTTLE} times; ${SHAPE.topics} topics, ${SHAPE.groups} groups`);
  print(
    table([
      ['', 'first-load JS, gzip', 'LCP', 'INP', 'CLS'],
      ...pages.map((page) => [
        page.name,
        `${page.firstLoadKb.toFixed(0)} kB`,
        `${page.lcpMs.toFixed(0)} ms`,
        // Interactions under 16 ms are not reported by browsers.
        Number.isNaN(inp(page.interactions)) ? '< 16 ms' : `${inp(page.interactions).toFixed(0)} ms`,
        page.cls.toFixed(3),
      ]),
      ['budget', `≤ ${BUDGET.firstLoadKb} kB`, `≤ ${BUDGET.lcpMs} ms`, `≤ ${BUDGET.inpMs} ms`, `≤ ${BUDGET.cls}`],
    ]),
  );
  const filtering = spreadOf(filter);
  print(
    table([
      ['10,000 rows', 'measured', 'budget'],
      ['filter, median / worst', `${filtering.p50.toFixed(0)} / ${filtering.max.toFixed(0)} ms`, `≤ ${BUDGET.filterMs} ms`],
      ['rows in the document while scrolling', String(scroll.rows), `≤ ${BUDGET.rows}`],
      ['longest frame while scrolling', `${scroll.worstFrameMs.toFixed(0)} ms`, `≤ ${BUDGET.frameMs} ms`],
      [`heap after ${heap.minutes} min of live charts`, `${heap.grownMb.toFixed(1)} MiB more`, `≤ ${BUDGET.heapMb} MiB`],
    ]),
  );
  const missed = (what: string, value: number, budget: number, unit: string) =>
    value <= budget
      ? []
      : [`browser, ${what}: ${value.toFixed(budget < 1 ? 3 : 0)} ${unit}, budget ${budget}`.replace('  ', ' ')];
  return [
    ...pages.flatMap((page) => [
      ...missed(`first-load JS of ${page.name}`, page.firstLoadKb, BUDGET.firstLoadKb, 'kB'),
      ...missed(`LCP of ${page.name}`, page.lcpMs, BUDGET.lcpMs, 'ms'),
      ...(page.interactions.length === 0 ? [] : missed(`INP of ${page.name}`, inp(page.interactions), BUDGET.inpMs, 'ms')),
      ...missed(`CLS of ${page.name}`, page.cls, BUDGET.cls, ''),
    ]),
    ...missed('filter of 10,000 rows', filtering.max, BUDGET.filterMs, 'ms'),
    ...missed('rows in the document', scroll.rows, BUDGET.rows, ''),
    ...missed('longest frame while scrolling', scroll.worstFrameMs, BUDGET.frameMs, 'ms'),
    ...missed('growth of the heap', heap.grownMb, BUDGET.heapMb, 'MiB'),
  ];
}
