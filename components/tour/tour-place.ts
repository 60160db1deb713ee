import { STOPS } from './steps.ts';

/** Where the reader is: not begun and not refused (`offer`), on a stop, or done with it for good (`over`). */
export type TourPlace = { kind: 'offer' } | { kind: 'stop'; at: number } | { kind: 'over' };

/** Key of what is kept between visits. */
export const TOUR_KEY = 'farol.tour';
const OVER = 'over';

/** A kept text as a place; what cannot be read counts as not begun. */
export function readPlace(kept: string | null): TourPlace {
  if (kept === OVER) return { kind: 'over' };
  const at = kept === null || kept === '' ? Number.NaN : Number(kept);
  return Number.isInteger(at) && at >= 0 && at < STOPS.length ? { kind: 'stop', at } : { kind: 'offer' };
}

/** A place as it is kept. */
export function writePlace(place: TourPlace): string {
  return place.kind === 'stop' ? String(place.at) : place.kind === 'over' ? OVER : '';
}
