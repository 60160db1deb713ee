'use client';

import { partOnDemand } from '#components/ui/late-part.tsx';

/** Loaded when it is needed: most visits never see it. Where it cannot be loaded, the page below all pages (global-error.tsx) speaks. */
const BrokenPage = partOnDemand(() => import('#components/states/broken-page.tsx').then((module) => module.default));

/** A page that broke while drawing; the rest of the app lives on. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  // Code that could not be fetched is not fetched again by drawing once more: a newer Farol may have taken its place.
  const isCodeMissing = error.name === 'ChunkLoadError';
  return <BrokenPage error={error} onRetry={isCodeMissing ? () => window.location.reload() : reset} />;
}
