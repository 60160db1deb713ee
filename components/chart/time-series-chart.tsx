'use client';

import { Card, CardHeader } from '../ui/card.tsx';
import { idlePart } from '../ui/late-part.tsx';
import { ChartSkeleton } from './chart-skeleton.tsx';

/** A card with values over time. Its code arrives when the page has a moment; until then the card stands there in its final size. */
export const TimeSeriesChart = idlePart(
  () => import('./time-series-card.tsx').then((module) => module.TimeSeriesCard),
  ({ title, note, height, className }) => (
    <Card className={className}>
      <CardHeader title={title} note={note} />
      <div aria-busy="true" className="px-3.5 pb-3">
        <ChartSkeleton height={height} />
      </div>
    </Card>
  ),
);
