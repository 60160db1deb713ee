import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from '@playwright/test';

/** What a page cost from its opening to its first rest, and how it answered. */
export interface PageFigures {
  /** Scripts that the document names: everything needed before the page works, kB gzip. */
  firstLoadKb: number;
  /** Largest contentful paint, ms; NaN when the browser reported none. */
  lcpMs: number;
  /** Sum of unexpected layout shifts. */
  cls: number;
}

const BYTES_PER_KB = 1_000;
/** After this long without a new request a page is at rest. */
const REST_MS = 2_500;

/** Watches from the first moment of a document that `openPage` opened; read by `readVitals`. */
const WATCH = `
  globalThis.__farolBench = { lcp: NaN, cls: 0, interactions: [] };
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) __farolBench.lcp = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) __farolBench.cls += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.interactionId > 0) __farolBench.interactions.push(entry.duration); })
    .observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

/** What the watcher gathered in the page's document. */
interface Vitals {
  lcp: number;
  cls: number;
  interactions: number[];
}

/** What was gathered since the document was opened. */
export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => (globalThis as unknown as { __farolBench: Vitals }).__farolBench);
}

/** Opens an address in a page that was not used before, and reads what it cost. */
export async function openPage(page: Page, url: string): Promise<PageFigures> {
  await page.addInitScript(WATCH);
  const document = await page.goto(url, { waitUntil: 'load' });
  const html = (await document?.text()) ?? '';
  await page.waitForTimeout(REST_MS);
  // What is marked for browsers of former days is fetched by none of today's.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const sources = new Set(tags.map((match) => match[1] ?? ''));
  const sizes = await Promise.all(
    [...sources].map(async (source) => gzipSync(await (await page.request.get(new URL(source, url).href)).body()).length),
  );
  const { lcp, cls } = await readVitals(page);
  return { firstLoadKb: sizes.reduce((sum, size) => sum + size, 0) / BYTES_PER_KB, lcpMs: lcp, cls };
}

/** Time from a key to the frame that shows the table's new number of rows, ms. */
export function timeFilter(page: Page, text: string): Promise<number> {
  return page.evaluate(async (typed) => {
    const field = document.querySelector<HTMLInputElement>('[role="search"] input');
    const rowsOf = () => document.querySelector('table')?.getAttribute('aria-rowcount');
    if (field === null) throw new Error('there is no filter field');
    const before = rowsOf();
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const startedAt = performance.now();
    write?.call(field, typed);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    while (rowsOf() === before) {
      if (performance.now() - startedAt > 5_000) throw new Error(`the filter "${typed}" changed nothing`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - startedAt;
  }, text);
}

/** Scrolls the table from top to bottom in even steps, one a frame; tells the longest time between two frames and the most rows in the document. */
export function scrollTable(page: Page): Promise<{ worstFrameMs: number; rows: number }> {
  return page.evaluate(async () => {
    const area = document.querySelector('table')?.parentElement;
    if (!area) throw new Error('there is no table');
    const STEPS = 120;
    let [worstFrameMs, rows, last] = [0, 0, performance.now()];
    for (let step = 1; step <= STEPS; step++) {
      area.scrollTop = ((area.scrollHeight - area.clientHeight) * step) / STEPS;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      // The first frames pay for the jump from rest.
      if (step > 2) worstFrameMs = Math.max(worstFrameMs, now - last);
      last = now;
      rows = Math.max(rows, document.querySelectorAll('tbody tr:not([aria-hidden])').length);
    }
    return { worstFrameMs, rows };
  });
}

/** Used heap after a full collection, MiB. */
export async function heapMb(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN) / 1_048_576;
}
