'use client';

import { latePart } from '../ui/late-part.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** Many courses side by side in small. Their code arrives beside the first values. */
export const SmallMultiples = latePart(
  () => import('./small-multiples-set.tsx').then((module) => module.SmallMultiplesSet),
  () => <Skeleton className="h-[90px] w-full" />,
);
