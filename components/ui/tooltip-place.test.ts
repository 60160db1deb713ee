import { expect, it } from 'vitest';
import { placeTooltip } from './tooltip-place.ts';

const WINDOW = { width: 400, height: 300 };
const SIZE = { width: 100, height: 20 };

it.each([
  ['over its element, centred', { left: 150, top: 100, width: 30, height: 30 }, { left: 115, top: 74 }],
  ['under an element at the top', { left: 150, top: 10, width: 30, height: 30 }, { left: 115, top: 46 }],
  ['inside the left edge', { left: 0, top: 100, width: 30, height: 30 }, { left: 8, top: 74 }],
  ['inside the right edge', { left: 380, top: 100, width: 20, height: 30 }, { left: 292, top: 74 }],
  ['above an element that fills the window', { left: 0, top: 0, width: 400, height: 300 }, { left: 150, top: 8 }],
])('stands %s', (_, element, expected) => {
  expect(placeTooltip(element, SIZE, WINDOW)).toEqual(expected);
});
