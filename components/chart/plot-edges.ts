/** Space around the plotted area within the drawing, px: what lies over the drawing (marks, pictures of it) finds its places by it. */
export const PLOT_EDGES = { left: 46, right: 6, top: 8, bottom: 24 } as const;
