import { withColours, wrapRow } from './chart-export.ts';
import { PLOT_EDGES } from './plot-edges.ts';
import type { SeriesLook } from './series-slots.ts';

export interface PictureParts {
  /** The drawing as it stands on the page. */
  drawing: SVGSVGElement;
  /** Elements on whose left edge something happened. */
  marks: readonly HTMLElement[];
  title: string;
  note: string | null;
  /** Range and zone in words. */
  range: string;
  unit: string;
  legend: readonly { look: SeriesLook; text: string; value: string; more: string | null }[];
}

const PADDING_PX = 16;
const HEAD_PX = 58;
const ROW_PX = 20;
const SWATCH_PX = 16;
/** Sharp on the screens that pictures are looked at on. */
const SCALE = 2;

/**
 * A chart as PNG in the colours of the theme now shown: title, range and zone, drawing, marks of events, legend.
 * Lines come from the page's SVG; texts are written anew, since a picture of an SVG may not use the page's fonts.
 */
export async function drawPicture(parts: PictureParts): Promise<Blob> {
  const { drawing, marks, title, note, range, unit, legend } = parts;
  const styles = getComputedStyle(document.documentElement);
  const colour = (property: string) => styles.getPropertyValue(property).trim();
  const resolve = (value: string) => withColours(value, colour);
  const box = drawing.getBoundingClientRect();
  const family = getComputedStyle(document.body).fontFamily;
  const width = box.width + 2 * PADDING_PX;

  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This browser gives no canvas.');
  const font = (size: number, weight = 400) => `${weight} ${size}px ${family}`;
  pen.font = font(12.5);
  const widthOf = ({ text, value, more }: PictureParts['legend'][number]) =>
    SWATCH_PX + 6 + pen.measureText([text, value, more ?? ''].join(' ')).width;
  const rows = wrapRow(legend, widthOf, box.width, 16);
  const height = HEAD_PX + box.height + 10 + rows.length * ROW_PX + PADDING_PX;
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  pen.scale(SCALE, SCALE);
  pen.fillStyle = colour('--surface');
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'alphabetic';

  const write = (text: string, x: number, y: number, size: number, fill: string, weight = 400) => {
    pen.font = font(size, weight);
    pen.fillStyle = colour(fill);
    pen.fillText(text, x, y);
    return x + pen.measureText(text).width;
  };
  const afterTitle = write(title, PADDING_PX, 26, 14, '--text', 600);
  if (note !== null) write(note, afterTitle + 8, 26, 12.5, '--text-3');
  write([range, unit].filter((text) => text !== '').join(' · '), PADDING_PX, 44, 11.5, '--text-3');

  pen.drawImage(await imageOf(drawing, resolve), PADDING_PX, HEAD_PX, box.width, box.height);
  for (const text of drawing.querySelectorAll('text')) {
    const place = text.getBoundingClientRect();
    pen.font = font(11);
    pen.fillStyle = colour('--text-3');
    pen.fillText(text.textContent ?? '', PADDING_PX + place.left - box.left, HEAD_PX + place.bottom - box.top - 3);
  }
  pen.strokeStyle = colour('--text-3');
  pen.setLineDash([2, 2]);
  pen.lineWidth = 1;
  for (const mark of marks) {
    const x = PADDING_PX + mark.getBoundingClientRect().left - box.left;
    line(pen, x, HEAD_PX + PLOT_EDGES.top, x, HEAD_PX + box.height - PLOT_EDGES.bottom);
  }

  rows.forEach((row, at) => {
    const y = HEAD_PX + box.height + 10 + at * ROW_PX + 13;
    let x = PADDING_PX;
    for (const entry of row) {
      pen.strokeStyle = resolve(entry.look.colour);
      pen.lineWidth = 2.25;
      pen.setLineDash((entry.look.dash ?? '').split(' ').filter(Boolean).map(Number));
      line(pen, x, y - 4, x + SWATCH_PX, y - 4);
      x = write(entry.text, x + SWATCH_PX + 6, y, 12.5, '--text-2');
      x = write(entry.value, x + 4, y, 12.5, '--text', 500);
      if (entry.more !== null) x = write(entry.more, x + 4, y, 12.5, '--text-3');
      x += 16;
    }
  });

  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob === null ? failed(new Error('The picture is too large.')) : done(blob)), 'image/png');
  });
}

function line(pen: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
}

/** The lines of a drawing as an image, without texts and without what hangs on the pointer. */
async function imageOf(drawing: SVGSVGElement, resolve: (value: string) => string): Promise<HTMLImageElement> {
  const box = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  for (const part of copy.querySelectorAll('text, title, desc, .recharts-tooltip-cursor, .recharts-active-dot')) part.remove();
  copy.setAttribute('width', String(box.width * SCALE));
  copy.setAttribute('height', String(box.height * SCALE));
  copy.removeAttribute('style');
  const image = new Image();
  // As data, since the page's policy allows no other source; nothing in it can run or load.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(resolve(new XMLSerializer().serializeToString(copy)))}`;
  await image.decode();
  return image;
}
