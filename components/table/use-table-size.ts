'use client';

import { useLayoutEffect, useState, type RefObject } from 'react';

/** Row height while `--row-h` says nothing. */
const ROW_PX = 36;

/** What a table must know of its surroundings. */
export interface TableSize {
  /** Room for the table in px; null until measured, before the first picture. */
  width: number | null;
  /** Height of one row in px, as the density (`--row-h`) has it. */
  rowHeight: number;
}

/** Follows the width of a table's frame, and the height of `rulerRef`, an empty element as high as a row. */
export function useTableSize(frameRef: RefObject<HTMLElement | null>, rulerRef: RefObject<HTMLElement | null>): TableSize {
  const [size, setSize] = useState<TableSize>({ width: null, rowHeight: ROW_PX });
  useLayoutEffect(() => {
    const frame = frameRef.current;
    const ruler = rulerRef.current;
    if (frame === null || ruler === null) return;
    const read = () => {
      const width = frame.clientWidth;
      const rowHeight = ruler.offsetHeight || ROW_PX;
      setSize((was) => (was.width === width && was.rowHeight === rowHeight ? was : { width, rowHeight }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(frame);
    observer.observe(ruler);
    return () => observer.disconnect();
  }, [frameRef, rulerRef]);
  return size;
}
