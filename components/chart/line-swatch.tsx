import type { SeriesLook } from './series-slots.ts';

/** The line of a series in small: hue and dash as in the plot. */
export function LineSwatch({ look }: { look: SeriesLook }) {
  return (
    <svg aria-hidden width="16" height="8" className="shrink-0">
      <line x1="0" x2="16" y1="4" y2="4" stroke={look.colour} strokeWidth="2.25" strokeDasharray={look.dash} />
    </svg>
  );
}
