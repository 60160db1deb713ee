import type { Page } from '@playwright/test';

/**
 * Texts of the page that nobody can read whole: cut off by a box that hides what does not fit, or sticking out of the control they name.
 * Not counted: what ends in an ellipsis on purpose, what can be scrolled to, and what is for screen readers only.
 */
export async function clippedTexts(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const SLACK_PX = 1.5;
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || !parent.checkVisibility()) continue;
      if (parent.closest('script, style, svg, option, [aria-hidden="true"]') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0 || text.height === 0) continue;
      const control = parent.closest('button, [role="tab"], [role="radio"], label');
      for (let box: HTMLElement | null = parent; box !== null && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        const bounds = box.getBoundingClientRect();
        if (style.position === 'absolute' && bounds.width <= 1) break; // for screen readers only
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') break;
        if (/auto|scroll/.test(style.overflowX) || /auto|scroll/.test(style.overflowY)) break;
        if (style.overflowX !== 'visible' && sticksOut(text, bounds)) note(parent, 'is cut off');
        if (box === control && sticksOut(text, bounds)) note(parent, 'sticks out of its control');
        if (style.position === 'fixed') break;
      }
    }
    return [...found];

    function sticksOut(inner: DOMRect, outer: DOMRect): boolean {
      return inner.right > outer.right + SLACK_PX || inner.left < outer.left - SLACK_PX || inner.bottom > outer.bottom + SLACK_PX;
    }

    function note(element: HTMLElement, what: string): void {
      const words = (element.textContent ?? '').trim().slice(0, 60);
      if (!element.closest('.sr-only')) found.add(`“${words}” ${what}`);
    }
  });
}

/** How long a page may take to lay itself out anew: charts follow the window a moment later. */
const LAID_OUT_MS = 3_000;

/** Whether the page stays wider than its window once it has laid itself out. */
export async function isWider(page: Page): Promise<boolean> {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  return page.waitForFunction(fits, undefined, { timeout: LAID_OUT_MS }).then(
    () => false,
    () => true,
  );
}
