'use client';

import { Card } from '../ui/card.tsx';
import { latePart } from '../ui/late-part.tsx';

/** What happened, newest first, in sentences. Its code arrives beside the page's first data. */
export const EventList = latePart(
  () => import('./event-cards.tsx').then((module) => module.EventListCard),
  () => <Card className="h-[160px]" />,
);
