'use client';

import { latePart } from '../ui/late-part.tsx';

/** What stands where something could not be had. Fetched ahead of any failure: when it is wanted, nothing may be reachable. */
export const Failed = latePart(() => import('./failed-view.tsx').then((module) => module.FailedView));
