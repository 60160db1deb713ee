'use client';

import { tabSkeleton } from '../states/detail-skeleton.tsx';
import { partOnDemand } from '../ui/late-part.tsx';

/** What could be better about one topic. Stands in a tab, so it is loaded when that is opened. */
export const TopicAdvice = partOnDemand(
  () => import('./topic-advice-card.tsx').then((module) => module.TopicAdviceCard),
  tabSkeleton,
);
