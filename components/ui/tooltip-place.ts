/** A rectangle in the window, px. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Between the element and its tooltip, px. */
const OFFSET_PX = 6;
/** Between the tooltip and the window's edge, px. */
const EDGE_PX = 8;

/** Where a tooltip stands: centred over its element, under it where there is no room above, never beyond the window's sides. */
export function placeTooltip(
  element: Box,
  tooltip: Pick<Box, 'width' | 'height'>,
  window: Pick<Box, 'width' | 'height'>,
): Pick<Box, 'left' | 'top'> {
  const centred = element.left + element.width / 2 - tooltip.width / 2;
  const left = Math.max(EDGE_PX, Math.min(centred, window.width - tooltip.width - EDGE_PX));
  const above = element.top - OFFSET_PX - tooltip.height;
  const below = element.top + element.height + OFFSET_PX;
  const hasRoomAbove = above >= EDGE_PX;
  const hasRoomBelow = below + tooltip.height <= window.height - EDGE_PX;
  return { left, top: hasRoomAbove || !hasRoomBelow ? Math.max(EDGE_PX, above) : below };
}
