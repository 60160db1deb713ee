'use client';

import { useMe } from '#lib/client/session.ts';
import { partOnDemand } from '../ui/late-part.tsx';
import { useTourPlace } from './use-tour.ts';

/** Most visits do without: it arrives when it is shown. */
const TourCard = partOnDemand(() => import('./tour-card.tsx').then((module) => module.default));

/** The guided tour of the demonstration, offered once. Nothing at all on other Farols and after it was refused. */
export function Tour() {
  const place = useTourPlace();
  const isDemo = useMe().data?.demo === true;
  return !isDemo || place.kind === 'over' ? null : <TourCard place={place} />;
}
