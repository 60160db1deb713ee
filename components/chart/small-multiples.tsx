'use client';

import { idlePart } from '../ui/late-part.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** Many courses side by side in small. Their code arrives when the page has a moment. */
export const SmallMultiples = idlePart(
  () => import('./small-multiples-set.tsx').then((module) => module.SmallMultiplesSet),
  () => <Skeleton className="h-[90px] w-full" />,
);
