'use client';

import { partOnDemand } from '../ui/late-part.tsx';

/** The picture of a place with nothing to show. Decoration: the words stand without it, its place is kept. */
export const LatePicture = partOnDemand(
  () => import('./state-picture.tsx').then((module) => module.StatePicture),
  () => <svg aria-hidden width={140} height={82} />,
);
