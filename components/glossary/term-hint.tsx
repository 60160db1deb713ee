'use client';

import { partOnDemand } from '../ui/late-part.tsx';

/** "What is this?" beside the name of a page or a card: the first sentence of a term of the glossary, and the way to the rest. */
export const TermHint = partOnDemand(
  () => import('./term-hint-button.tsx').then((module) => module.TermHintButton),
  () => <span aria-hidden className="inline-block size-6 shrink-0" />,
);
